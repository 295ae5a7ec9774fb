import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../src/testing.ts';
import { asLogin } from '../support/as-login.ts';
import { testServer } from '../support/test-server.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase({ server: testServer() });
});
afterAll(() => database.close());

// Whoever fires a trigger is not asked for EXECUTE.
test('nobody but its owner may call what is a trigger’s', async () => {
  const { rows } = await asLogin(database.urls!.migration, (client) =>
    client.query<{ name: string }>(
      `select p.oid::regprocedure::text as name from pg_proc p
        where p.pronamespace = 'app'::regnamespace and p.prorettype = 'trigger'::regtype
          and exists (select from aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a
            where a.grantee <> p.proowner)
        order by 1`,
    ),
  );
  expect(rows.map(({ name }) => name)).toEqual([]);
});
