import { drizzle } from 'drizzle-orm/postgres-js';
import { migrate as migrateWithDrizzle } from 'drizzle-orm/postgres-js/migrator';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { migrate, migrationStatus } from '../../src/migrations/index.ts';
import {
  query,
  sqlOf,
  startTestServer,
  type TestDatabase,
  type TestServer,
} from './support/database.ts';
import { createFixture, type Fixture, projects, roles } from './support/fixture.ts';

let server: TestServer;
let database: TestDatabase;
let fixture: Fixture;

beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());
beforeEach(async () => {
  database = await server.createDatabase();
  fixture = createFixture();
});
afterEach(() => fixture.remove());

const later = { tag: '0002_later', when: 3000, sql: 'create table later (id int)' };
const runDrizzle = () =>
  sqlOf(database.url, (sql) =>
    migrateWithDrizzle(drizzle(sql), { migrationsFolder: fixture.source.folder }),
  );
const run = () => migrate({ url: database.url, source: fixture.source });

test("Drizzle's own migrator goes on from our journal", async () => {
  await run();
  await runDrizzle();
  fixture.write([roles, projects, later]);
  await runDrizzle();
  const rows = await query(database.url, 'select id, created_at from drizzle.__drizzle_migrations');
  expect(rows).toEqual([
    { id: 1, created_at: '1000' },
    { id: 2, created_at: '2000' },
    { id: 3, created_at: '3000' },
  ]);
  expect((await migrationStatus({ url: database.url, source: fixture.source })).migrations).toEqual(
    [
      { tag: '0000_roles', when: 1000, state: 'applied' },
      { tag: '0001_projects', when: 2000, state: 'applied' },
      { tag: '0002_later', when: 3000, state: 'applied' },
    ],
  );
});

test('ours goes on from the journal of Drizzle, and applies the RLS that was never applied', async () => {
  await runDrizzle();
  const before = await migrationStatus({ url: database.url, source: fixture.source });
  expect(before).toMatchObject({ rlsInSync: false, current: false });
  expect(await run()).toEqual({ migrations: [], rls: true });
  fixture.write([roles, projects, later]);
  expect(await run()).toEqual({ migrations: ['0002_later'], rls: true });
});

test('the table is column for column the one that Drizzle makes', async () => {
  const columns = `select column_name, data_type, is_nullable, column_default
    from information_schema.columns where table_schema = 'drizzle' order by ordinal_position`;
  await run();
  const ours = await query(database.url, columns);
  database = await server.createDatabase();
  await runDrizzle();
  expect(ours).toEqual(await query(database.url, columns));
});
