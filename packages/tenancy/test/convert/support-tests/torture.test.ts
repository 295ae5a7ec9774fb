import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshDatabase, type FreshDatabase } from '../support/fresh-database.ts';
import { changes, dataSnapshot, schemaSnapshot } from '../support/snapshot.ts';
import { createTorture, optionalTorture, type OptionalTorture } from '../support/torture.ts';

let database: FreshDatabase;
let all: FreshDatabase;
const names = Object.keys(optionalTorture) as OptionalTorture[];
beforeAll(async () => {
  [database, all] = await Promise.all([freshDatabase(), freshDatabase()]);
  const [{ version } = { version: 0 }] = await database.run(
    `select current_setting('server_version_num')::int as version`,
  );
  await createTorture(database.url);
  await createTorture(
    all.url,
    names.filter((name) => name !== 'newest' || Number(version) >= 180_000),
  );
});
afterAll(() => Promise.all([database.close(), all.close()]));

test('every table but the empty ones has rows', async () => {
  const data = await dataSnapshot(all.admin);
  expect(data.filter((line) => line.includes(': 0 rows'))).toEqual([
    expect.stringMatching(/^public\.audit_entries: /),
    expect.stringMatching(/^public\.empty_children: /),
    expect.stringMatching(/^public\.empty_parents: /),
  ]);
  expect(data).toContain('public.not_populated: not populated');
});

test('made twice, it is the same', async () => {
  const again = await freshDatabase();
  await createTorture(again.url);
  expect(changes(await schemaSnapshot(database.admin), await schemaSnapshot(again.admin))).toEqual(
    [],
  );
  expect(changes(await dataSnapshot(database.admin), await dataSnapshot(again.admin))).toEqual([]);
  await again.close();
});

test('no two lines of a snapshot are alike: none hides another', async () => {
  for (const lines of [await schemaSnapshot(all.admin), await dataSnapshot(all.admin)]) {
    expect(lines).toHaveLength(new Set(lines).size);
  }
});

/** What a catalog holds of it, counted by a kind. */
const kinds = async (sql: string) =>
  Object.fromEntries((await database.run(sql)).map(({ kind, count }) => [kind, Number(count)]));

test('each action of a foreign key, each match, deferred, not valid', async () => {
  const ofKeys = `from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace group by 1`;
  const deleted = await kinds(`select confdeltype as kind, count(*) ${ofKeys}`);
  expect(Object.keys(deleted).toSorted()).toEqual(['a', 'c', 'd', 'n', 'r']);
  const updated = await kinds(`select confupdtype as kind, count(*) ${ofKeys}`);
  expect(Object.keys(updated).toSorted()).toEqual(['a', 'c', 'd', 'n', 'r']);
  expect(await kinds(`select confmatchtype as kind, count(*) ${ofKeys}`)).toMatchObject({ f: 1 });
  expect(await kinds(`select convalidated as kind, count(*) ${ofKeys}`)).toMatchObject({
    false: 1,
  });
});

test('a view depends on a primary key', async () => {
  await expect(database.run('alter table orders drop constraint orders_pkey')).rejects.toThrow(
    /because other objects depend on it/,
  );
});

test('the longest names are as long as they may be, and different', async () => {
  const [longest] = await database.run(
    `select max(length(attname::text))::int as length from pg_attribute where attname like 'a_column_%'`,
  );
  expect(longest).toEqual({ length: 63 });
});

test('the functions work, and the triggers fire', async () => {
  await database.run('begin');
  expect(
    await database.run(`select product_name('SKU-1') as name, order_count('SKU-2') as orders,
      dynamic_count('products') as products, (copy_product('SKU-3', 'SKU-copy')).name as copied`),
  ).toEqual([{ name: 'Product 1', orders: '2', products: '30', copied: 'Product 3' }]);
  expect(
    await database.run(
      `select set_price('SKU-1', 'EUR', '2024-01-02', 9.5) as price, (set_theme('light')).theme`,
    ),
  ).toEqual([{ price: '9.50', theme: 'light' }]);
  await database.run(`update order_lines set quantity = quantity; update writable_orders set quantity = 5 where id = 1;
    update ruled_settings set theme = 'ruled'; call close_orders(5)`);
  expect(await database.run('select relation, rows from audit_entries')).toEqual([
    { relation: 'order_lines', rows: 80 },
  ]);
  expect(await database.run('select version from orders where id = 1')).toEqual([{ version: 2 }]);
  await database.run('rollback');
  await expect(database.run('update append_only set note = note')).rejects.toThrow(/refuses/);
});

test('the app’s role reads what it is granted', async () => {
  await database.run('begin; set local role convert_app');
  expect(await database.run('select count(*)::int from order_overview')).toEqual([{ count: 40 }]);
  expect(await database.run('select id, email from accounts limit 1')).toHaveLength(1);
  await expect(database.run('select rank from accounts')).rejects.toThrow(/permission denied/);
  await database.run('rollback');
});
