import { afterEach, beforeEach, expect, test } from 'vitest';
import { freshDatabase, type FreshDatabase } from '../support/fresh-database.ts';
import { createInventory, inventoryTableNames, inventoryUniqueKeys } from '../support/inventory.ts';
import { changes, dataSnapshot, schemaSnapshot } from '../support/snapshot.ts';

let database: FreshDatabase;
beforeEach(async () => {
  database = await freshDatabase();
});
afterEach(() => database.close());

test('all tables have rows, as many as asked for, and no organization', async () => {
  await createInventory(database.url, { ledgerRows: 5000, items: 40, locations: 5 });
  for (const table of inventoryTableNames) {
    expect(await database.run(`select from ${table} limit 1`)).toHaveLength(1);
  }
  const [counted] =
    await database.run(`select (select count(*)::int from inventory_ledger) as ledger,
    (select count(*)::int from items) as items, (select count(*)::int from locations) as locations`);
  expect(counted).toEqual({ ledger: 5000, items: 40, locations: 5 });
  const organized = await database.run(
    `select from information_schema.columns where column_name in ('organization_id', 'org_id') and table_schema = 'public'`,
  );
  expect(organized).toEqual([]);
});

test('the unique keys are the spec’s', async () => {
  await createInventory(database.url);
  const keys =
    await database.run(`select conrelid::regclass::text as name, array_agg(attname::text order by attnum) as columns
    from pg_constraint join pg_attribute on attrelid = conrelid and attnum = any(conkey)
    where contype = 'u' and connamespace = 'public'::regnamespace and conrelid <> 'count_lines'::regclass group by conrelid order by 1`);
  expect(Object.fromEntries(keys.map(({ name, columns }) => [name, columns]))).toEqual(
    inventoryUniqueKeys,
  );
});

test('the ledger is append-only', async () => {
  await createInventory(database.url);
  const refused = /inventory_ledger is append-only/;
  await expect(database.run('update inventory_ledger set reason = reason')).rejects.toThrow(
    refused,
  );
  await expect(database.run('delete from inventory_ledger')).rejects.toThrow(refused);
  await expect(database.run('truncate inventory_ledger')).rejects.toThrow(refused);
});

test('no balance is below zero at any moment', async () => {
  await createInventory(database.url, { ledgerRows: 3000, items: 20, locations: 4 });
  const below = await database.run(`select from (select sum(quantity_delta)
    over (partition by item_id, location_id order by id) as balance from inventory_ledger) l where balance < 0`);
  expect(below).toEqual([]);
});

test('made twice, it is the same', async () => {
  const again = await freshDatabase();
  await createInventory(database.url);
  await createInventory(again.url);
  const [one, two] = [database.admin, again.admin];
  expect(changes(await schemaSnapshot(one), await schemaSnapshot(two))).toEqual([]);
  expect(changes(await dataSnapshot(one), await dataSnapshot(two))).toEqual([]);
  await again.close();
});
