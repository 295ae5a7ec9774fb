import { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TenancyConfig } from '../../src/check.ts';
import { prove } from '../../src/prove.ts';
import { differences, dump } from './support/dump.ts';

let db: PGlite;

const config: TenancyConfig = {
  tenantKey: 'shop_id',
  roles: { tenant: ['shopkeeper'] },
  tables: { shops: { scope: 'organization' } },
  signedContext: false,
  subjects: [
    {
      name: 'shopkeeper',
      role: 'shopkeeper',
      enter: (own) => [
        { text: `select set_config('shop.id', $1, true)`, values: [own('shops', 'id')] },
      ],
    },
  ],
};

beforeAll(async () => {
  db = await PGlite.create();
  await db.exec(`
    create role shopkeeper;
    revoke create on schema public from public;
    do $$ begin execute format('revoke temporary on database %I from public', current_database()); end $$;
    create table shops (id uuid primary key default gen_random_uuid(), name text not null);
    create table products (shop_id uuid not null references shops, id uuid not null default gen_random_uuid(),
      name text not null, primary key (shop_id, id));
    create view product_count with (security_invoker = true) as
      select shop_id, count(*) from products group by 1;
    alter table shops enable row level security;
    alter table products enable row level security;
    create policy own on shops to shopkeeper using (id = nullif(current_setting('shop.id', true), '')::uuid);
    create policy own on products to shopkeeper using (shop_id = nullif(current_setting('shop.id', true), '')::uuid);
    grant select on shops, product_count to shopkeeper;
    grant select, insert, update, delete on products to shopkeeper;`);
});
afterAll(() => db.close());

test('a database in this process is proved, and left as it was', async () => {
  const before = await dump(db);
  const report = await prove({ admin: db, config });
  expect(
    report.attempts.filter(({ outcome }) => outcome === 'leak' || outcome === 'unproved'),
  ).toEqual([]);
  expect(report.subjects[0]).toMatchObject({ method: 'session authorization' });
  expect(report.attempts.filter(({ outcome }) => outcome === 'blocked').length).toBeGreaterThan(50);
  expect(differences(before, await dump(db))).toEqual([]);
  expect((await db.query('select current_user, session_user')).rows).toEqual([
    { current_user: 'postgres', session_user: 'postgres' },
  ]);
});

test('a broken one is not', async () => {
  await db.exec('alter table products disable row level security');
  const { attempts } = await prove({ admin: db, config });
  const leaks = attempts.filter(({ outcome }) => outcome === 'leak').map(({ attack }) => attack);
  expect(leaks).toEqual(
    expect.arrayContaining(['select', 'insert', 'copy-out', 'copy-in', 'merge', 'interference']),
  );
});
