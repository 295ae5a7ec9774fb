import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { schemaChanges } from '../../../src/migrations/generate/changes.ts';
import { drizzleKitGenerate } from '../../../src/migrations/generate/drizzle-kit.ts';
import { migrate } from '../../../src/migrations/index.ts';
import { startTestServer, type TestServer } from '../../migrations/support/database.ts';
import { createProject, type TestProject } from '../../migrations/support/project.ts';
import { schemaOf } from '../../migrations/support/state.ts';

// Two people change the schema, and each generates 0001: what docs/migrations.md tells the second one to do.

let server: TestServer;
let project: TestProject;
let theirs: string;

beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());
beforeEach(() => {
  project = createProject();
  theirs = mkdtempSync(join(tmpdir(), 'startkit-theirs-'));
});
afterEach(() => {
  project.remove();
  rmSync(theirs, { recursive: true, force: true });
});

const table = (name: string) =>
  `export const ${name} = pgTable('${name}', { id: integer('id').primaryKey() });`;
const base = `id: integer('id').primaryKey()`;
const generate = async (name: string) =>
  (await drizzleKitGenerate(project, { flags: ['--name', name] })) ?? 'nothing';
const sql = (tag: string) => readFileSync(join(project.folder, `${tag}.sql`), 'utf8');

/** Their branch, kept aside; then ours, from the same point. @returns our migration. */
async function generateBoth(): Promise<string> {
  const start = mkdtempSync(join(tmpdir(), 'startkit-start-'));
  cpSync(project.folder, start, { recursive: true });
  project.writeSchema(base, table('theirs'));
  await generate('theirs');
  cpSync(project.folder, theirs, { recursive: true });
  rmSync(project.folder, { recursive: true });
  cpSync(start, project.folder, { recursive: true });
  rmSync(start, { recursive: true });
  project.writeSchema(base, table('ours'));
  const tag = await generate('ours');
  project.writeSchema(base, `${table('theirs')}\n${table('ours')}`);
  return tag;
}

test('who merges second takes theirs and generates again', async () => {
  const tag = await generateBoth();
  rmSync(join(project.folder, `${tag}.sql`));
  cpSync(theirs, project.folder, { recursive: true });
  expect(await generate('ours')).toBe('0002_ours');
  expect(sql('0002_ours')).toContain('CREATE TABLE "ours"');
  expect(sql('0002_ours')).not.toContain('theirs');
  expect(await schemaChanges(project)).toBeUndefined();

  const database = await server.createDatabase();
  await migrate({ url: database.url, source: project.source });
  const tables = JSON.stringify(await schemaOf(database.url));
  expect([tables.includes('public.ours'), tables.includes('public.theirs')]).toEqual([true, true]);
});

test('who keeps both is told by db:generate --check: one snapshot is lost', async () => {
  await generateBoth();
  for (const name of readdirSync(theirs)) {
    if (!existsSync(join(project.folder, name)))
      cpSync(join(theirs, name), join(project.folder, name));
  }
  const changes = await schemaChanges(project);
  expect(changes?.statements.join('\n')).toContain('CREATE TABLE "theirs"');
});
