import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  startTestServer,
  type TestDatabase,
  type TestServer,
} from '../migrations/support/database.ts';
import { schemaOf } from '../migrations/support/state.ts';
import { copyRepository, type RepositoryCopy } from './support/repository-copy.ts';
import { testServer } from '../support/test-server.ts';

// One story, in a copy of the repository: a table is made, generated, applied, taken back, and changed.

let server: TestServer;
let database: TestDatabase;
let copy: RepositoryCopy;

beforeAll(async () => {
  server = await startTestServer();
  database = await server.createDatabase();
  copy = copyRepository();
});
afterAll(async () => {
  copy.remove();
  await server.stop();
});

const db = (...parameters: readonly string[]) =>
  copy.db(parameters, { env: { MIGRATION_DATABASE_URL: database.url } });
const folder = () => join(copy.database, 'src/migrations/sql');
const migrations = () => readdirSync(folder()).filter((name) => name.endsWith('.sql'));
const declaration = () => join(copy.database, 'src/schema/core/line-items.ts');
const ok = (output: unknown = expect.any(String)) => ({ code: 0, output });

test('db:new-table writes a table that is formatted, typed, and compiles', async () => {
  expect(await db('new-table', 'line_items')).toEqual(
    ok(expect.stringContaining('db:generate --name add_line_items')),
  );
  const written = [
    'src/schema/core/line-items.ts',
    'test/core/line-items.test.ts',
    'src/schema/core/index.ts',
  ];
  expect(
    await copy.run(join(copy.root, 'node_modules/.bin/oxfmt'), ['--check', ...written]),
  ).toEqual(ok());
  expect(await db('new-table', 'line_items')).toMatchObject({ code: 2 });
});

test('db:generate makes its migration, what takes it back, and its policies', async () => {
  const before = migrations();
  expect(await db('generate', '--name', 'add_line_items')).toEqual(
    ok(expect.stringContaining('rls.sql changed')),
  );
  const added = migrations().filter((name) => !before.includes(name));
  expect(added).toEqual([
    expect.stringMatching(/^\d+_add_line_items\.down\.sql$/),
    expect.stringMatching(/^\d+_add_line_items\.sql$/),
  ]);
  const down = readFileSync(join(folder(), added[0] ?? ''), 'utf8');
  expect(down).toContain('DROP TABLE "line_items";');
  expect(down).not.toContain('unfinished');
  expect(readFileSync(join(copy.database, 'src/migrations/rls.sql'), 'utf8')).toContain(
    'on line_items',
  );
  expect(await db('docs')).toEqual(ok());
  expect(await db('generate', '--check')).toEqual(ok());
  expect(await db('lint')).toEqual(ok());
});

test('types and the tests of the schema and of the table itself pass', async () => {
  const bin = join(copy.database, 'node_modules/.bin');
  expect(await copy.run(join(bin, 'tsc'), ['--noEmit'])).toEqual(ok());
  const tests = ['test/core', 'test/schema', 'test/docs.test.ts'];
  const env = { STARTKIT_TEST_SERVER: testServer() };
  expect(await copy.run(join(bin, 'vitest'), ['run', ...tests], { env })).toEqual(ok());
});

test('it is applied, taken back, and applied again: the schema is the same each time', async () => {
  const tag = migrations().find((name) => /\d_add_line_items\.sql/.test(name)) ?? '';
  const hidden = readFileSync(join(folder(), 'meta/_journal.json'), 'utf8');
  expect(tag).toBeTruthy();
  expect(await db('migrate')).toEqual(ok());
  const applied = await schemaOf(database.url);
  expect(await db('rollback')).toEqual(ok(expect.stringContaining('_add_line_items back')));
  expect(await db('status')).toMatchObject({
    code: 1,
    output: expect.stringMatching(/_add_line_items +pending/),
  });
  expect(JSON.stringify(await schemaOf(database.url))).not.toContain('line_items');
  expect(await db('migrate')).toEqual(ok());
  expect(await schemaOf(database.url)).toEqual(applied);
  expect(await db('status')).toEqual(ok());
  expect(readFileSync(join(folder(), 'meta/_journal.json'), 'utf8')).toBe(hidden);
});

test('a rename: without a terminal it fails, although drizzle-kit exits with 0; on one it asks', async () => {
  const text = readFileSync(declaration(), 'utf8');
  writeFileSync(declaration(), text.replace(`name: text('name')`, `name: text('title')`));
  const before = migrations();
  const failed = await db('generate');
  expect(failed).toEqual({
    code: 1,
    output: expect.stringContaining('drizzle-kit needs an answer'),
  });
  expect(migrations()).toEqual(before);

  const arrowDownAndEnter = '\u001B[B\r';
  const asked = await copy.db(['generate', '--name', 'rename_title'], {
    answer: arrowDownAndEnter,
  });
  expect(asked).toEqual(ok(expect.stringContaining('rename_title')));
  const added = migrations().filter((name) => !before.includes(name));
  const up = readFileSync(
    join(folder(), added.find((name) => !name.includes('.down.')) ?? ''),
    'utf8',
  );
  expect(up).toContain('RENAME COLUMN "name" TO "title"');
  // Policies are the RLS script's: no migration touches one.
  expect(up).not.toMatch(/policy|row level security/i);
  const down = readFileSync(
    join(folder(), added.find((name) => name.includes('.down.')) ?? ''),
    'utf8',
  );
  expect(down).toContain('RENAME COLUMN "title" TO "name"');
  expect(await db('migrate')).toEqual(ok());
  expect(await db('status')).toEqual(ok());
});
