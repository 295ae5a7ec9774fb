import { afterAll, beforeAll, expect, test } from 'vitest';
import { seed } from '../../src/seed/index.ts';
import { openSeedDatabase, type SeedDatabase } from './seed-database.ts';

let database: SeedDatabase;
let close: () => Promise<void>;

beforeAll(async () => {
  ({ database, close } = await openSeedDatabase());
  await seed(database);
});
afterAll(() => close());

const ours = `organization_id in (select id from organizations where slug in ('demo', 'enterprise', 'startup'))`;

async function count(table: string, where = 'true'): Promise<number> {
  const [row] = await database.admin.unsafe<{ n: number }[]>(
    `select count(*)::int as n from ${table} where ${where}`,
  );
  return row!.n;
}

test('Demo, Enterprise and Startup are on three plans, and each has an owner', async () => {
  const rows = await database.admin`
    select o.name, s.plan, (select count(*)::int from organization_members m
        where m.organization_id = o.id and m.role = 'owner' and m.status = 'active') as owners
      from organizations o join subscriptions s on s.organization_id = o.id
     where o.slug in ('demo', 'enterprise', 'startup') order by o.name`;
  expect([...rows]).toEqual([
    { name: 'Demo', plan: 'free', owners: 1 },
    { name: 'Enterprise', plan: 'enterprise', owners: 1 },
    { name: 'Startup', plan: 'pro', owners: 1 },
  ]);
});

test('five people, who are admin, manager and member of Demo among others', async () => {
  expect(await count('users', `email ~ '@(demo|enterprise|startup)-org.com$'`)).toBe(5);
  const rows = await database.admin`
    select u.email, m.role from organization_members m
      join users u on u.id = m.user_id join organizations o on o.id = m.organization_id
     where o.slug = 'demo' and m.role <> 'owner' order by u.email`;
  expect([...rows]).toEqual([
    { email: 'admin@demo-org.com', role: 'admin' },
    { email: 'manager@demo-org.com', role: 'manager' },
    { email: 'member@demo-org.com', role: 'member' },
  ]);
});

test.each([
  ['agents', 3],
  ['models', 2],
  ['canvases', 2],
  ['canvas_versions', 3],
  ['canvas_shares', 1],
  ['executions', 6],
  ['audit_logs', 5],
])('%s: %i', async (table, rows) => {
  expect(await count(table, ours)).toBe(rows);
});

test('each canvas is at the last of its versions, and keeps all of them', async () => {
  const rows = await database.admin`
    select c.version, (select count(*)::int from canvas_versions v where v.canvas_id = c.id) as kept,
        c.data = (select v.data from canvas_versions v
          where v.canvas_id = c.id and v.version = c.version) as same
      from canvases c order by c.version desc`;
  expect([...rows]).toEqual([
    { version: 2, kept: 2, same: true },
    { version: 1, kept: 1, same: true },
  ]);
});
