import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { drizzleKitGenerate, type GenerateOptions, journalTags } from './drizzle-kit.ts';
import type { SchemaProject } from './project.ts';

/** What would have to happen for the database to be what the schema says. */
export interface SchemaChanges {
  readonly statements: readonly string[];
  /** drizzle-kit's snapshot of the schema after them, as JSON text. */
  readonly snapshot: string;
}

/**
 * Compares the schema with the newest snapshot, without writing anything into the project.
 *
 * @param base a snapshot to compare with in place of the newest migration's.
 * @returns undefined when there is no difference.
 * @throws OperationError `GENERATE_FAILED` as `drizzleKitGenerate`.
 */
export async function schemaChanges(
  project: SchemaProject,
  base?: string,
  options: Pick<GenerateOptions, 'interactive'> = {},
): Promise<SchemaChanges | undefined> {
  const copy = copyProject(project);
  try {
    if (base !== undefined) addSnapshot(copy.folder, base);
    const tag = await drizzleKitGenerate(copy, options);
    return tag === undefined ? undefined : readChanges(copy.folder, tag);
  } finally {
    rmSync(copy.root, { recursive: true, force: true });
  }
}

interface ProjectCopy extends SchemaProject {
  readonly root: string;
}

function copyProject(project: SchemaProject): ProjectCopy {
  const root = mkdtempSync(join(tmpdir(), 'startkit-schema-'));
  const folder = join(root, 'sql');
  cpSync(project.folder, folder, { recursive: true });
  const config = join(root, 'drizzle.config.ts');
  // drizzle-kit puts "./" before the path in some places: only a relative one works in all of them.
  const out = relative(project.directory, folder);
  writeFileSync(
    config,
    `import base from ${JSON.stringify(project.config)};\n` +
      `export default { ...base, out: ${JSON.stringify(out)} };\n`,
  );
  return { directory: project.directory, config, folder, root };
}

function addSnapshot(folder: string, snapshot: string): void {
  const index = journalTags(folder).length;
  const number = String(index).padStart(4, '0');
  const path = join(folder, 'meta', '_journal.json');
  const journal = JSON.parse(readFileSync(path, 'utf8')) as { entries: object[] };
  const tag = `${number}_pushed`;
  journal.entries.push({ idx: index, version: '7', when: Date.now(), tag, breakpoints: true });
  writeFileSync(path, JSON.stringify(journal));
  writeFileSync(join(folder, `${tag}.sql`), '');
  writeFileSync(join(folder, 'meta', `${number}_snapshot.json`), snapshot);
}

function readChanges(folder: string, tag: string): SchemaChanges {
  const number = tag.split('_', 1)[0] ?? '';
  return {
    statements: readFileSync(join(folder, `${tag}.sql`), 'utf8')
      .split('--> statement-breakpoint')
      .map((statement) => statement.trim()),
    snapshot: readFileSync(join(folder, 'meta', `${number}_snapshot.json`), 'utf8'),
  };
}
