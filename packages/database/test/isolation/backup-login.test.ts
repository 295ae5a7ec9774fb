import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../src/testing.ts';
import { query } from '../migrations/support/database.ts';
import { testServer } from '../support/test-server.ts';

let database: TestDatabase;
let url: string;

beforeAll(async () => {
  database = await createTestDatabase({ server: testServer(), seed: true });
  url = database.urls!.backup;
});
afterAll(() => database.close());

const relations = `pg_class c join pg_namespace n on n.oid = c.relnamespace
  where n.nspname not like 'pg\\_%' and n.nspname <> 'information_schema' and c.relkind in ('r', 'p', 'S')`;

test('the backup login reads every table and sequence but those that no dump holds', async () => {
  const unreadable = await query<{ name: string }>(
    url,
    `select format('%s.%s', n.nspname, c.relname) as name from ${relations}
       and not (has_schema_privilege(n.oid, 'USAGE') and has_table_privilege(c.oid, 'SELECT')) order by 1`,
  );
  expect(unreadable.map(({ name }) => name)).toEqual(['app.context_keys', 'app.rls_state']);
});

test('it sees every tenant’s rows', async () => {
  const count = 'select count(distinct organization_id)::int as tenants from projects';
  expect(await query(url, count)).toEqual([{ tenants: 2 }]);
  expect(await query(database.urls!.app, count)).toEqual([{ tenants: 0 }]);
});

test('it writes nothing, and makes nothing', async () => {
  const writable = await query(
    url,
    `select format('%s.%s', n.nspname, c.relname) from ${relations} and case c.relkind
       when 'S' then has_sequence_privilege(c.oid, 'USAGE, UPDATE')
       else has_table_privilege(c.oid, 'INSERT, UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER')
         or has_any_column_privilege(c.oid, 'INSERT, UPDATE, REFERENCES') end`,
  );
  expect(writable).toEqual([]);
  for (const make of ['create table t (a int)', 'create temporary table t (a int)']) {
    await expect(query(url, make)).rejects.toMatchObject({ code: '42501' });
  }
});
