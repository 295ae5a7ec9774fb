import { getTableConfig } from 'drizzle-orm/pg-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../src/testing.ts';
import { asLogin } from '../support/as-login.ts';
import { tables } from './tables.ts';
import { testServer } from '../support/test-server.ts';

// In a migrated database, not in the text of a file: which file switches row security on does not matter.

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase({ server: testServer() });
});

afterAll(() => database.close());

interface State {
  readonly name: string;
  readonly enabled: boolean;
  readonly forced: boolean;
  readonly policies: number;
}

const query = `
  select format('%s.%s', n.nspname, c.relname) as name, c.relrowsecurity as enabled,
         c.relforcerowsecurity as forced,
         (select count(*)::int from pg_policy p where p.polrelid = c.oid) as policies
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
   where c.relkind in ('r', 'p')`;

test('every table is enabled and forced, and has policies', async () => {
  const found = await asLogin(database.urls!.migration, (client) => client.query<State>(query));
  const states = new Map(found.rows.map((state) => [state.name, state]));
  const open = tables
    .map((table) => getTableConfig(table))
    .map(({ schema = 'public', name }) => `${schema}.${name}`)
    .filter((name) => {
      const state = states.get(name);
      return !(state?.enabled && state.forced && state.policies > 0);
    });
  expect(open, 'tables that no policy binds').toEqual([]);
});

// A new one needs a reason: a function of the definer that forgets to ask whose rows they are sees everybody's there.
test('what the definer sees is bound to the context, but for who is admitted at all', async () => {
  const found = await asLogin(database.urls!.migration, (client) =>
    client.query<{ name: string }>(
      `select tablename as name from pg_policies
        where roles = '{startkit_definer}' and qual = 'true' order by 1`,
    ),
  );
  expect(found.rows.map(({ name }) => name)).toEqual(['organizations', 'users']);
});
