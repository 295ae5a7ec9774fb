import { afterAll, beforeAll, expect, test } from 'vitest';
import { asLogin } from '../support/as-login.ts';
import { enterContext } from '../support/enter-context.ts';
import { openWarehouse, type Warehouse } from './warehouse.ts';

// At a size where a plan that reads everything is one too many; as the app role, under the policies.

let warehouse: Warehouse;

const rows = 100_000;
const uuid = (table: string, n: string) => `md5('${table}' || (${n}))::uuid`;

const item = uuid('item', '7');
const lot = uuid('lot', '7');
const location = uuid('location', '7');

/** Every item, lot and sheet has one row of each table, one item moves at every location. */
const fill = (organization: string, member: string) => `
  insert into items (organization_id, id, item_number, name)
    select '${organization}', ${uuid('item', 'n')}, 'I-' || n, 'Name ' || n from generate_series(1, ${rows}) n;
  insert into locations (organization_id, id, site, name)
    select '${organization}', ${uuid('location', 'n')}, 'Plans', 'Place ' || n from generate_series(0, 999) n;
  insert into lots (organization_id, id, item_id, lot_number, expires_on)
    select '${organization}', ${uuid('lot', 'n')}, ${uuid('item', 'n')}, 'L-' || n, date '2026-01-01' + n % 2000
      from generate_series(1, ${rows}) n;
  insert into inventory_ledger
      (organization_id, item_id, lot_id, location_id, quantity_delta, reason, occurred_at, user_id)
    select '${organization}', ${uuid('item', 'n')}, ${uuid('lot', 'n')}, ${uuid('location', 'n % 1000')}, 1, 'receipt',
           timestamptz '2026-01-01' + n * interval '1 minute', case when n % 1000 = 0 then '${member}'::uuid end
      from generate_series(1, ${rows}) n;
  insert into inventory_ledger (organization_id, item_id, lot_id, location_id, quantity_delta, reason)
    select '${organization}', ${item}, ${lot}, ${uuid('location', 'n % 1000')}, 1, 'receipt'
      from generate_series(1, 20000) n;
  insert into count_sheets (organization_id, id, count_number, location_id, status, posted_at, posted_by)
    select '${organization}', ${uuid('sheet', 'n')}, 'P-' || n, ${uuid('location', 'n % 1000')},
           case when n % 1000 = 0 then 'counting' else 'posted' end, case when n % 1000 <> 0 then now() end,
           case when n % 1000 = 1 then '${member}'::uuid end
      from generate_series(1, ${rows}) n;
  insert into count_lines (organization_id, count_sheet_id, item_id, lot_id, counted)
    select '${organization}', ${uuid('sheet', 'n')}, ${uuid('item', 'n')}, ${uuid('lot', 'n')}, 1
      from generate_series(1, ${rows}) n`;

const tables = [
  'items',
  'lots',
  'inventory_ledger',
  'inventory_balances',
  'count_sheets',
  'count_lines',
];

/** What each index is there for. */
const queries: Readonly<Record<string, (member: string) => string>> = {
  items_name_idx: () => 'select * from items order by name limit 50',
  lots_expires_on_idx: () => 'select * from lots order by expires_on limit 50',
  inventory_ledger_balance_idx: () =>
    `select sum(quantity_delta) from inventory_ledger where item_id = ${item} and lot_id = ${lot} and location_id = ${location}`,
  inventory_ledger_item_idx: () =>
    `select * from inventory_ledger where item_id = ${item} order by occurred_at desc limit 50`,
  inventory_ledger_location_idx: () =>
    `select * from inventory_ledger where location_id = ${location} order by occurred_at desc limit 50`,
  inventory_ledger_occurred_at_idx: () =>
    'select * from inventory_ledger order by occurred_at desc limit 50',
  inventory_ledger_user_id_idx: (member) =>
    `select * from inventory_ledger where user_id = '${member}' order by occurred_at desc limit 50`,
  inventory_balances_location_idx: () =>
    `select * from inventory_balances where location_id = ${location} order by item_id limit 50`,
  count_sheets_location_idx: () => `select * from count_sheets where location_id = ${location}`,
  count_sheets_status_idx: () => `select * from count_sheets where status = 'counting'`,
  count_sheets_posted_by_idx: (member) =>
    `select * from count_sheets where posted_by = '${member}'`,
  count_lines_lot_idx: () =>
    `select * from count_lines where item_id = ${item} and lot_id = ${lot}`,
};

beforeAll(async () => {
  warehouse = await openWarehouse();
  await asLogin(warehouse.database.urls!.migration, async (client) => {
    await client.query(fill(warehouse.acme, warehouse.people.user('erin')));
    for (const table of tables) await client.query(`analyze ${table}`);
  });
}, 300_000);
afterAll(() => warehouse.database.close());

test('every index that is no key is asked for below', async () => {
  const found = await asLogin(warehouse.database.urls!.migration, (client) =>
    client.query<{ name: string }>(
      `select c.relname as name from pg_index i join pg_class c on c.oid = i.indexrelid
        where i.indrelid = any ($1::regclass[]) and not i.indisunique order by 1`,
      [tables],
    ),
  );
  expect(found.rows.map(({ name }) => name)).toEqual(Object.keys(queries).toSorted());
});

test('every table has the rows', async () => {
  for (const table of tables) {
    const { rows: found } = await asLogin(warehouse.database.urls!.superadmin, (client) =>
      client.query<{ n: number }>(`select count(*)::int as n from ${table}`),
    );
    expect([table, found[0]!.n >= rows]).toEqual([table, true]);
  }
});

test.each(Object.entries(queries))('%s is used under the policies', async (index, query) => {
  const userId = warehouse.people.user('erin');
  const plan = await asLogin(warehouse.database.urls!.app, async (client) => {
    await enterContext(client, { organizationId: warehouse.acme, userId });
    const { rows: lines } = await client.query<{ 'QUERY PLAN': string }>(
      `explain ${query(userId)}`,
    );
    return lines.map((line) => line['QUERY PLAN']).join('\n');
  });
  expect(plan).toContain(` ${index} `);
  expect(plan).not.toContain('Seq Scan');
});
