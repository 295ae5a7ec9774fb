import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { drizzleKitGenerate } from '../../../src/migrations/generate/drizzle-kit.ts';
import type { SchemaProject } from '../../../src/migrations/generate/project.ts';
import { rls, roles } from './fixture.ts';

export interface TestProject extends SchemaProject {
  readonly source: { readonly folder: string; readonly rlsFile: string };
  /** Writes the schema: the columns of a table `projects`, and more tables. */
  writeSchema(columns: string, more?: string): void;
  remove(): void;
}

/** A drizzle-kit project of its own, with one migration that makes the roles, and no table yet. */
export async function createProject(): Promise<TestProject> {
  const directory = mkdtempSync(join(tmpdir(), 'startkit-project-'));
  const folder = join(directory, 'sql');
  const pgCore = fileURLToPath(import.meta.resolve('drizzle-orm/pg-core'));
  const writeSchemaText = (text: string) =>
    writeFileSync(
      join(directory, 'schema.ts'),
      `import { integer, pgTable, text, uuid } from ${JSON.stringify(pgCore)};\n${text}\n`,
    );
  const project: TestProject = {
    directory,
    folder,
    config: join(directory, 'drizzle.config.ts'),
    source: { folder, rlsFile: join(directory, 'rls.sql') },
    writeSchema: (columns, more = '') =>
      writeSchemaText(
        `export const projects = pgTable('projects', { organizationId: uuid('organization_id'), ${columns} });\n${more}`,
      ),
    remove: () => rmSync(directory, { recursive: true, force: true }),
  };
  writeFileSync(
    project.config,
    `export default { dialect: 'postgresql', schema: './schema.ts', out: './sql' };\n`,
  );
  writeFileSync(project.source.rlsFile, 'select 1;');
  writeSchemaText('export {};');
  const tag = await drizzleKitGenerate(project, { flags: ['--custom', '--name', 'roles'] });
  writeFileSync(join(folder, `${tag}.sql`), roles.sql);
  return project;
}

export { rls };
