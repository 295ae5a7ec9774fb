import { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { check, type TenancyConfig } from '../../src/check.ts';

let db: PGlite;

const own = 'account_id = (select public.current_account())';
const config: TenancyConfig = {
  tenantKey: 'account_id',
  roles: { tenant: ['app'], trusted: ['staff'] },
  tables: { accounts: 'organization', countries: 'global' },
  expected: [
    {
      table: 'accounts',
      policies: [
        { name: 'own', role: 'app', command: 'select', using: own.replace('account_', '') },
      ],
    },
    {
      table: 'orders',
      policies: [
        { name: 'own', role: 'app', command: 'all', using: own, check: own },
        { name: 'staff', role: 'staff', command: 'all', using: 'true' },
      ],
    },
  ],
  // A setting that any SQL may change is all there is here.
  signedContext: false,
};

beforeAll(async () => {
  db = await PGlite.create();
  await db.exec(`
    create role app; create role staff; create role app_login login in role app;
    revoke create on schema public from public;
    do $$ begin execute format('revoke temporary on database %I from public', current_database()); end $$;
    create function current_account() returns bigint language sql stable parallel safe
      set search_path = pg_catalog, pg_temp return nullif(current_setting('shop.account_id', true), '')::bigint;
    create table accounts (id bigint primary key, name text);
    create table countries (code char(2) primary key);
    create table orders (account_id bigint not null references accounts, id uuid not null, total numeric, primary key (account_id, id));
    alter table accounts enable row level security; alter table accounts force row level security;
    alter table orders enable row level security; alter table orders force row level security;
    create policy own on accounts for select to app using (id = (select public.current_account()));
    create policy own on orders to app using (${own}) with check (${own});
    create policy staff on orders to staff using (true);
    grant select on accounts, countries to app; grant select, insert, update, delete on orders to app, staff`);
});
afterAll(() => db.close());

test('a safe database has no finding', async () => {
  const { findings, server, tables } = await check(db, config);
  expect(findings).toEqual([]);
  expect(tables).toBe(3);
  expect(server).toMatch(/^PostgreSQL \d/);
});

test('what is broken is found, and mended by what the findings say', async () => {
  await db.exec(`alter policy own on orders using (true); alter table accounts no force row level security;
    grant truncate on orders to app; grant staff to app_login; create view totals as select sum(total) from orders;
    grant select on totals to app; create table imports (line text)`);
  const { findings } = await check(db, config);
  expect(findings.map(({ rule, object }) => `${rule} ${object}`)).toEqual([
    '0002 public.accounts',
    '0004 public.orders.own',
    '0009 app_login',
    '0015 public.totals',
    '0019 public.orders',
    '0020 public.orders.own',
    '0006 public.imports',
  ]);
  for (const { fix } of findings) if (fix !== undefined) await db.exec(fix);
  const left = await check(db, config);
  expect(left.findings.map(({ rule }) => rule)).toEqual(['0006']);
  await db.exec('drop table imports; drop view totals');
});
