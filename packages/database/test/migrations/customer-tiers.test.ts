import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { migrate } from '../../src/migrations/index.ts';
import { query, startTestServer, type TestDatabase, type TestServer } from './support/database.ts';
import { createFixture, type Fixture, type FixtureMigration, roles } from './support/fixture.ts';

/*
 * The data migration of docs/migrations.md, word for word: tiers of customers from the totals of their orders, on tables
 * whose policies bind their owner. The tables stand in for the kit's, with the columns that it needs.
 */

const guide = readFileSync(join(import.meta.dirname, '../../../../docs/migrations.md'), 'utf8');
const statement = /```sql\n(update customers[^]*?)```/.exec(guide)?.[1] ?? '';
const guarded = /```sql\n(do \$\$[^]*?customers[^]*?)```/.exec(guide)?.[1] ?? '';

const first = '00000000-0000-7000-8000-000000000001';
const second = '00000000-0000-7000-8000-000000000002';

const tables: FixtureMigration = {
  tag: '0001_tables',
  when: 2000,
  sql: `create table customers (
  organization_id uuid not null, id int not null, tier text not null default 'standard', primary key (organization_id, id));
--> statement-breakpoint
create table orders (
  organization_id uuid not null, id int not null, customer_id int not null, total numeric(12, 2) not null,
  primary key (organization_id, id), foreign key (organization_id, customer_id) references customers);
--> statement-breakpoint
insert into customers (organization_id, id)
  select o, i from unnest(array['${first}', '${second}']::uuid[]) o, generate_series(1, 4) i;
--> statement-breakpoint
insert into orders values
  ('${first}', 1, 1, 30000), ('${first}', 2, 1, 20000.01), ('${first}', 3, 2, 50000),
  ('${first}', 4, 3, 10000), ('${second}', 1, 1, 10000.01), ('${second}', 2, 3, 60000);`,
};

const forced = ['customers', 'orders'].map(
  (table) => `alter table ${table} enable row level security;
alter table ${table} force row level security;
grant select on ${table} to startkit_superadmin;`,
);
const staff = ['customers', 'orders'].map(
  (table) => `drop policy if exists superadmin_all on ${table};
create policy superadmin_all on ${table} to startkit_superadmin using (true) with check (true);`,
);
/** What the declarations compile to, as far as a migration is concerned; and the same without the policies it needs. */
const policies = [...forced, ...staff].join('\n');
const withoutPolicies = forced.join('\n');

let server: TestServer;
let database: TestDatabase;
let fixture: Fixture;

beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());
beforeEach(async () => {
  database = await server.createDatabase();
  fixture = createFixture([roles, tables], policies);
});
afterEach(() => fixture.remove());

const tiersMigration = (sql: string): FixtureMigration => ({ tag: '0002_tiers', when: 3000, sql });
const run = () => migrate({ url: database.url, source: fixture.source });
const tiers = async () => {
  const rows = await query<{ organization_id: string; tier: string }>(
    database.adminUrl,
    'select organization_id, tier from customers order by organization_id, id',
  );
  return [first, second].map((organization) =>
    rows.filter((row) => row.organization_id === organization).map(({ tier }) => tier),
  );
};
const untouched = [
  ['standard', 'standard', 'standard', 'standard'],
  ['standard', 'standard', 'standard', 'standard'],
];
const computed = [
  ['premium', 'standard', 'basic', 'basic'],
  ['standard', 'basic', 'premium', 'basic'],
];

test.each([
  ['the statement', statement],
  ['the statement that counts', guarded],
])('%s sets every organization’s tiers, and again nothing', async (_, sql) => {
  await run();
  fixture.write([roles, tables, tiersMigration(sql)], policies);
  expect((await run()).migrations).toEqual(['0002_tiers']);
  expect(await tiers()).toEqual(computed);
  const again = { ...tiersMigration(sql), tag: '0003_again', when: 4000 };
  const before = await query(database.adminUrl, 'select xmin, * from customers order by 2, 3');
  fixture.write([roles, tables, tiersMigration(sql), again], policies);
  await run();
  expect(await query(database.adminUrl, 'select xmin, * from customers order by 2, 3')).toEqual(
    before,
  );
});

test('it works in the run that makes the tables, before their policies are there', async () => {
  fixture.write([roles, tables, tiersMigration(guarded)], policies);
  await run();
  expect(await tiers()).toEqual(computed);
});

test('where no policy shows the owner its rows, the statement changes nothing, and succeeds', async () => {
  fixture.write([roles, tables], withoutPolicies);
  await run();
  fixture.write([roles, tables, tiersMigration(statement)], withoutPolicies);
  expect((await run()).migrations).toEqual(['0002_tiers']);
  expect(await tiers()).toEqual(untouched);
});

test('the one that counts fails there instead, and is not journaled', async () => {
  fixture.write([roles, tables], withoutPolicies);
  await run();
  fixture.write([roles, tables, tiersMigration(guarded)], withoutPolicies);
  await expect(run()).rejects.toMatchObject({
    code: 'MIGRATION_FAILED',
    message: expect.stringContaining('sees no row of customers'),
  });
  fixture.write([roles, tables, tiersMigration(guarded)], policies);
  await query(database.url, staff.join('\n'));
  expect((await run()).migrations).toEqual(['0002_tiers']);
  expect(await tiers()).toEqual(computed);
});

test('the owner without the rights of startkit_superadmin changes nothing by hand, and is refused by the runner', async () => {
  await run();
  await query(database.adminUrl, 'revoke startkit_superadmin from startkit_migrator cascade');
  try {
    await query(database.url, statement);
    expect(await tiers()).toEqual(untouched);
    fixture.write([roles, tables, tiersMigration(statement)], policies);
    await expect(run()).rejects.toMatchObject({ code: 'PRIVILEGE_MISSING' });
  } finally {
    await query(
      database.adminUrl,
      'grant startkit_superadmin to startkit_migrator with admin true, inherit true',
    );
  }
});
