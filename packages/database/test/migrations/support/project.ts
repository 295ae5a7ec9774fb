import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { SchemaProject } from '../../../src/migrations/generate/project.ts';
import { journalOf, roles } from './fixture.ts';

export interface TestProject extends SchemaProject {
  readonly source: { readonly folder: string; readonly rlsFile: string };
  /** Writes the schema: the columns of a table `projects`, and more tables. */
  writeSchema(columns: string, more?: string): void;
  remove(): void;
}

/** A drizzle-kit project of its own, with one migration that makes the roles, and no table yet. */
export function createProject(): TestProject {
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
  mkdirSync(join(folder, 'meta'), { recursive: true });
  writeFileSync(join(folder, `${roles.tag}.sql`), roles.sql);
  writeFileSync(join(folder, 'meta', '_journal.json'), journalOf([roles]));
  writeFileSync(join(folder, 'meta', '0000_snapshot.json'), JSON.stringify(emptySnapshot));
  return project;
}

// As drizzle-kit writes it for `generate --custom`.
const emptySnapshot = {
  id: '00000000-0000-4000-8000-000000000001',
  prevId: '00000000-0000-0000-0000-000000000000',
  version: '7',
  dialect: 'postgresql',
  tables: {},
  enums: {},
  schemas: {},
  sequences: {},
  roles: {},
  policies: {},
  views: {},
  _meta: { columns: {}, schemas: {}, tables: {} },
};
