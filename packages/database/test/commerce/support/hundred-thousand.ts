import type { Shop } from './shop.ts';

/** How many rows each table gets. */
export const rowsEach = 100_000;

/** SQL of the UUID of a text, with version and variant. */
const uuidOf = (text: string) =>
  `overlay(overlay(md5(${text}) placing '7' from 13) placing '8' from 17)::uuid`;

const id = (table: string, number: string) => uuidOf(`'${table} ' || ${number}`);

/** SQL of the id of the row of a table with this number. */
export const idOf = (table: string, number: number) => uuidOf(`'${table} ${String(number)}'`);

/** Columns of the rows of each table, as SQL of `n`; those of one customer, order or cart lie apart. */
const columns: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  suppliers: { name: `'supplier ' || n` },
  products: {
    sku: `'X-' || n`,
    name: `'product'`,
    brand: `'brand ' || n % 2000`,
    category: `(array['wine', 'spirits', 'beer'])[case when n % 1000 = 0 then 3 else 1 + n % 2 end]`,
    status: `case when n % 3 = 0 then 'discontinued' else 'active' end`,
    supplier_id: id('suppliers', 'n % 1000'),
  },
  skus: { product_id: id('products', 'n'), code: `'X-' || n`, unit_price: '10' },
  customers: { number: `'X-' || n`, name: `'customer ' || n % 1000` },
  portal_users: {
    customer_id: id('customers', 'n % 1000'),
    email: `n || '@example.net'`,
    name: `'somebody'`,
  },
  price_list_entries: {
    sku_id: id('skus', 'n % 5000'),
    customer_id: id('customers', 'n % 1000'),
    unit_price: '9',
    valid_from: `date '2026-01-01' + n / 5000`,
    valid_to: `date '2026-01-01' + n / 5000`,
  },
  portal_sessions: {
    portal_user_id: id('portal_users', 'n % 10000'),
    family_id: id('families', 'n'),
    token_hash: `'hash ' || n`,
    expires_at: 'now()',
  },
  portal_user_roles: {
    portal_user_id: id('portal_users', 'n'),
    role_id: id('roles', 'n % 1000'),
  },
  notifications: {
    portal_user_id: id('portal_users', 'n % 1000'),
    kind: `'x'`,
    title: `'x'`,
    created_at: `now() - n * interval '1 minute'`,
  },
  carts: {
    portal_user_id: id('portal_users', 'n % 1000'),
    status: `case when n < 1000 then 'active' else 'abandoned' end`,
  },
  cart_items: {
    cart_id: id('carts', 'n % 10000'),
    portal_user_id: id('portal_users', 'n % 1000'),
    sku_id: id('skus', 'n % 7919'),
    quantity: '1',
  },
  lists: {
    portal_user_id: id('portal_users', 'n % 1000'),
    kind: `case when n < 1000 then 'favourites' else 'template' end`,
    name: `'list ' || n`,
  },
  list_items: {
    list_id: id('lists', 'n % 10000'),
    portal_user_id: id('portal_users', 'n % 1000'),
    sku_id: id('skus', 'n % 7919'),
  },
  orders: {
    number: `'X-' || n`,
    customer_id: id('customers', 'n % 50'),
    portal_user_id: id('portal_users', 'n % 10000'),
    sales_rep_id: `case when n % 10 = 0 then ${id('users', 'n % 5000')} end`,
    status: `(array['delivered', 'pending', 'confirmed'])[case n % 200 when 0 then 2 when 1 then 3 else 1 end]`,
    ordered_on: `date '2020-01-01' + n / 100`,
    delivered_on: `case when n % 200 > 1 then date '2029-01-01' end`,
  },
  order_lines: {
    order_id: id('orders', 'n % 20000'),
    customer_id: id('customers', 'n % 1000'),
    sku_id: id('skus', 'n % 7919'),
    quantity: '1',
    unit_price: '10',
    price_rule: `case when n % 2 = 0 then 'list' else 'customer' end`,
    price_list_entry_id: `case when n % 2 = 1 then ${id('price_list_entries', 'n % 7919')} end`,
  },
  invoices: {
    number: `'X-' || n`,
    order_id: id('orders', 'n / 10'),
    voided_at: 'case when n % 10 > 0 then now() end',
    customer_id: id('customers', 'n % 50'),
    issued_on: `date '2020-01-01' + n / 100`,
    due_on: `date '2029-01-01'`,
    total: '10',
  },
  payments: {
    invoice_id: id('invoices', 'n % 50000'),
    customer_id: id('customers', 'n % 50'),
    method: `'ach'`,
    amount: '1',
    received_on: `date '2020-01-01' + n / 100`,
  },
};

/** Tables that get the rows. */
export const filledTables = Object.keys(columns);

/** SQL that fills the tables, for a superuser: triggers and foreign keys would take minutes, and their rows are right. */
export function fillStatements({ organizationId }: Shop): readonly string[] {
  return [
    'set session_replication_role = replica',
    ...Object.entries(columns).flatMap(([table, values]) => [
      `insert into ${table} (organization_id, id, ${Object.keys(values).join(', ')})
       select '${organizationId}', ${id(table, 'n')}, ${Object.values(values).join(', ')}
         from generate_series(0, ${String(rowsEach - 1)}) n`,
      `analyze ${table}`,
    ]),
  ];
}
