import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../src/testing.ts';
import { asLogin } from '../support/as-login.ts';
import { testServer } from '../support/test-server.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase({ server: testServer() });
});
afterAll(() => database.close());

const folder = join(import.meta.dirname, '..');

/** Every word of the tests that look at plans. */
const explained = new Set(
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.test.ts') && path !== 'schema/indexes.test.ts')
    .map((path) => readFileSync(join(folder, path), 'utf8'))
    .filter((text) => /\bexplain/i.test(text))
    .flatMap((text) => text.match(/\w+/g) ?? []),
);

// An index that nobody can show a query for only costs: each write keeps it up.
test('every index beside the keys is named by a test that explains the query it is for', async () => {
  const { rows } = await asLogin(database.urls!.migration, (client) =>
    client.query<{ name: string }>(
      `select c.relname as name from pg_index i join pg_class c on c.oid = i.indexrelid
        where c.relnamespace = 'public'::regnamespace and not exists (select from pg_constraint k
          where k.conindid = i.indexrelid and k.contype in ('p', 'u', 'x'))
        order by 1`,
    ),
  );
  expect(rows.length).toBeGreaterThan(80);
  expect(rows.map(({ name }) => name).filter((name) => !explained.has(name))).toEqual([]);
});
