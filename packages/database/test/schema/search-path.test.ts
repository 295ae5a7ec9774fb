import { searchPath } from '@startkit/tenancy/policies';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../src/testing.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

// One with another path would make its plans, and those of what it calls, again in every unit.
test('every function that policies call has the search path of units', async () => {
  const { rows } = await database.superadminDb.execute<{
    name: string;
    settings: string[] | null;
  }>(sql`
    select p.proname as name, p.proconfig as settings from pg_proc p
    where p.pronamespace = 'app'::regnamespace and p.provolatile = 's'
      and has_function_privilege('startkit_app', p.oid, 'EXECUTE') order by 1`);
  expect(rows.length).toBeGreaterThan(8);
  for (const { name, settings } of rows) {
    expect({ name, settings }).toEqual({ name, settings: [`search_path=${searchPath}`] });
  }
});
