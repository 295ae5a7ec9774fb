import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { withTenant } from '../../src/index.ts';
import { createTestDatabase, type TestDatabase } from '../../src/testing.ts';
import { asLogin } from '../support/as-login.ts';
import { filledTables, fillStatements, idOf, rowsEach } from './support/hundred-thousand.ts';
import { openShop, type Shop } from './support/shop.ts';
import { testServer } from '../support/test-server.ts';

let database: TestDatabase;
let shop: Shop;
let portalUserId: string;

beforeAll(async () => {
  database = await createTestDatabase({ server: testServer(), seed: true });
  shop = await openShop(database);
  const { pathname } = new URL(database.urls!.migration);
  const superuser = Object.assign(new URL(testServer()), { pathname }).toString();
  await asLogin(superuser, async (client) => {
    for (const statement of fillStatements(shop)) await client.query(statement);
    const { rows } = await client.query<{ id: string }>(`select ${idOf('portal_users', 7)} as id`);
    portalUserId = rows[0]!.id;
  });
}, 300_000);
afterAll(() => database.close());

interface Node {
  readonly 'Node Type': string;
  readonly 'Parent Relationship'?: string;
  readonly 'Relation Name'?: string;
  readonly 'Index Name'?: string;
  readonly 'Actual Loops': number;
  readonly Plans?: readonly Node[];
  readonly [property: string]: unknown;
}

/** Every node of the plan, as the statement ran. */
async function planOf(query: string, db = database.db): Promise<readonly Node[]> {
  const { rows } = await db.execute<{ 'QUERY PLAN': readonly { Plan: Node }[] }>(
    sql.raw(`explain (analyze, costs off, timing off, format json) ${query}`),
  );
  const all = (node: Node): readonly Node[] => [node, ...(node.Plans ?? []).flatMap(all)];
  return all(rows[0]!['QUERY PLAN'][0]!.Plan);
}

const asMember = (query: string) => shop.as('erin', () => planOf(query));
const asPortal = (query: string) =>
  withTenant({ organizationId: shop.organizationId, portalUserId }, () => planOf(query));
const indexesOf = (nodes: readonly Node[]) =>
  nodes.flatMap((node) => node['Index Name'] ?? []).filter((name) => !name.endsWith('_pk'));

test.each(filledTables)('%s has its rows', async (table) => {
  const { rows } = await database.superadminDb.execute<{ count: number }>(
    sql.raw(`select count(*)::int as count from ${table}`),
  );
  expect(rows[0]!.count).toBeGreaterThanOrEqual(rowsEach);
});

describe('a member’s query uses', () => {
  const customer = `customer_id = ${idOf('customers', 7)}`;
  const cases: readonly (readonly [string, string])[] = [
    ['products_active_brand_idx', `products where brand = 'brand 7' and status = 'active'`],
    ['products_category_status_idx', `products where category = 'beer' and status = 'active'`],
    ['products_supplier_id_idx', `products where supplier_id = ${idOf('suppliers', 7)}`],
    [
      'orders_customer_id_ordered_on_idx',
      `orders where ${customer} order by ordered_on desc limit 20`,
    ],
    ['orders_open_idx', `orders where status = 'pending'`],
    [
      'orders_portal_user_id_idx',
      `orders where ${customer} and portal_user_id = ${idOf('portal_users', 7)}`,
    ],
    ['orders_sales_rep_id_idx', `orders where sales_rep_id = ${idOf('users', 70)}`],
    ['customers_name_idx', 'customers order by name limit 20'],
    ['portal_users_customer_id_idx', `portal_users where ${customer}`],
    ['order_lines_order_id_idx', `order_lines where order_id = ${idOf('orders', 7)}`],
    ['order_lines_sku_id_idx', `order_lines where sku_id = ${idOf('skus', 7)}`],
    [
      'order_lines_price_list_entry_id_idx',
      `order_lines where price_list_entry_id = ${idOf('price_list_entries', 7)}`,
    ],
    [
      'invoices_order_id_idx',
      `invoices where order_id = ${idOf('orders', 7)} and ${customer} and currency = 'USD'`,
    ],
    ['invoices_customer_id_idx', `invoices where ${customer} order by issued_on desc limit 20`],
    [
      'invoices_order_unique',
      `invoices where order_id = ${idOf('orders', 7)} and voided_at is null`,
    ],
    ['payments_invoice_id_idx', `payments where invoice_id = ${idOf('invoices', 7)}`],
    ['payments_customer_id_idx', `payments where ${customer} order by received_on desc limit 20`],
    ['price_list_entries_sku_id_idx', `price_list_entries where sku_id = ${idOf('skus', 7)}`],
    ['price_list_entries_customer_id_idx', `price_list_entries where ${customer}`],
    ['carts_portal_user_id_idx', `carts where portal_user_id = ${idOf('portal_users', 7)}`],
    [
      'carts_active_unique',
      `carts where portal_user_id = ${idOf('portal_users', 7)} and status = 'active'`,
    ],
    [
      'lists_favourites_unique',
      `lists where portal_user_id = ${idOf('portal_users', 7)} and kind = 'favourites'`,
    ],
    [
      'cart_items_cart_id_idx',
      `cart_items where cart_id = ${idOf('carts', 7)} and portal_user_id = ${idOf('portal_users', 7)}`,
    ],
    ['cart_items_sku_id_idx', `cart_items where sku_id = ${idOf('skus', 7)}`],
    [
      'list_items_list_id_idx',
      `list_items where list_id = ${idOf('lists', 7)} and portal_user_id = ${idOf('portal_users', 7)}`,
    ],
    ['list_items_sku_id_idx', `list_items where sku_id = ${idOf('skus', 7)}`],
  ];
  test.each(cases)('%s', async (index, query) => {
    const nodes = await asMember(`select * from ${query}`);
    expect(indexesOf(nodes)).toEqual([index]);
    expect(nodes.filter((node) => node['Node Type'] === 'Sort')).toEqual([]);
  });
});

// Who signs in is in no context yet, and behind a policy that asks something lower(), not LEAKPROOF, is not looked up.
describe('staff’s query uses', () => {
  const cases: readonly (readonly [string, () => string])[] = [
    [
      'portal_users_email_unique',
      () =>
        `portal_users where organization_id = '${shop.organizationId}' and lower(email) = '7@example.net'`,
    ],
    [
      'portal_sessions_portal_user_id_idx',
      () =>
        `portal_sessions where organization_id = '${shop.organizationId}' and portal_user_id = ${idOf('portal_users', 7)}`,
    ],
    [
      'portal_user_roles_role_id_idx',
      () => `portal_user_roles where role_id = ${idOf('roles', 7)}`,
    ],
  ];
  test.each(cases)('%s', async (index, query) => {
    const nodes = await planOf(`select * from ${query()}`, database.superadminDb);
    expect(indexesOf(nodes)).toEqual([index]);
  });
});

test('a portal user’s own notifications are found by notifications_portal_user_id_idx', async () => {
  const nodes = await asPortal('select * from notifications order by created_at desc limit 20');
  expect(indexesOf(nodes)).toEqual(['notifications_portal_user_id_idx']);
});

describe('a portal user’s query', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['orders', 'orders order by ordered_on desc limit 20'],
    ['order_lines', `order_lines where order_id = ${idOf('orders', 7)}`],
    ['invoices', 'invoices order by issued_on desc limit 20'],
    ['payments', 'payments order by received_on desc limit 20'],
    ['price_list_entries', `price_list_entries where sku_id = ${idOf('skus', 7)}`],
    ['carts', 'carts'],
    ['cart_items', `cart_items where cart_id = ${idOf('carts', 7)}`],
    ['lists', 'lists'],
    ['list_items', `list_items where list_id = ${idOf('lists', 7)}`],
    ['products', `products where brand = 'brand 7' and status = 'active'`],
    ['skus', `skus where product_id = ${idOf('products', 7)}`],
  ];

  test.each(cases)('of %s finds its rows by an index', async (_, query) => {
    const nodes = await asPortal(`select * from ${query}`);
    expect(nodes.filter((node) => node['Node Type'] === 'Seq Scan')).toEqual([]);
    expect(indexesOf(nodes)).toHaveLength(1);
  });

  // Over all rows, so that what is asked once a row would be asked often.
  test.each(cases)('of %s asks each function of the policy once', async (table) => {
    const nodes = await asPortal(`select count(*) from ${table}`);
    const asked = nodes.filter((node) => node['Parent Relationship'] === 'InitPlan');
    expect(asked.length).toBeGreaterThan(0);
    expect(asked.filter((node) => node['Actual Loops'] > 1)).toEqual([]);
    expect(nodes.filter((node) => node['Parent Relationship'] === 'SubPlan')).toEqual([]);
    const conditions = nodes.flatMap((node) => [node['Filter'], node['Index Cond']]);
    expect(JSON.stringify(conditions)).not.toContain('app.');
  });
});
