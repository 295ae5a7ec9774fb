import { afterAll, beforeAll, expect, test } from 'vitest';
import { rowsOf } from '../../../src/catalog/queryable.ts';
import { safeDatabase, type SafeDatabase } from '../../proof/safe-database.ts';
import { filling, lacking, rowsIn, sides } from './filled.ts';

let safe: SafeDatabase;

beforeAll(async () => {
  safe = await safeDatabase();
});
afterAll(() => safe.close());

test('every table has two rows on each side, an organization one', async () => {
  await filling(safe.admin, safe.config, async (scene) => {
    expect(lacking(scene)).toEqual({});
    expect(scene.filled.unfilled.size).toBe(0);
    for (const table of scene.catalog.tables) {
      for (const side of sides) {
        const second = scene.filled.row(table, side, 1);
        expect([table.ident, second === undefined]).toEqual([
          table.ident,
          table.scope === 'organization',
        ]);
      }
    }
    await scene.db.query('set constraints all immediate');
  });
});

test('rows hold every column as text, and belong to their tenant', async () => {
  await filling(safe.admin, safe.config, async ({ filled, table, values, db }) => {
    const orders = table('sales.orders');
    for (const side of sides) {
      const row = filled.row(orders, side);
      expect(Object.keys(row?.values ?? {})).toEqual(orders.columns.map(({ name }) => name));
      expect(row?.values['account_id']).toBe(filled.tenants[side]);
      expect(filled.row(table('public.accounts'), side)?.values['id']).toBe(filled.tenants[side]);
    }
    // A child belongs to the parent of its number.
    expect(values('sales.orders', 'customer_id')).toEqual(values('sales.customers', 'id'));
    expect(values('sales.customers', 'full_name').map(String)).toEqual(
      values('sales.customers', 'email').map((email) => String(email).toUpperCase()),
    );
    expect(await rowsIn(db, 'sales.orders')).toHaveLength(4);
  });
});

test('texts that nothing constrains tell whose they are', async () => {
  await filling(safe.admin, safe.config, async ({ values }) => {
    const [own, foreign] = values('internal.secrets', 'value');
    expect(own).toMatch(/^prove-own-[0-9a-f]{6}-\d+$/);
    expect(foreign).toMatch(/^prove-foreign-[0-9a-f]{6}-\d+$/);
  });
});

test('partitions have rows of their own, and their parent has them all', async () => {
  await filling(safe.admin, safe.config, async ({ filled, table, values }) => {
    expect(values('"Ops"."Shift Log south"', 'Region')).toEqual(Array(4).fill('south'));
    const log = table('"Ops"."Shift Log"');
    const regions = [0, 1, 2, 3].map((nth) => filled.row(log, 'own', nth)?.values['Region']);
    expect(regions).toEqual(['north', 'north', 'south', 'south']);
  });
});

test('a fresh row could be inserted, and was not', async () => {
  await filling(safe.admin, safe.config, async ({ catalog, filled, db }) => {
    for (const table of catalog.tables) {
      const before = await rowsIn(db, table.ident);
      const fresh = await filled.fresh(table, 'foreign');
      const columns = Object.keys(fresh ?? {}).map((name) => `"${name}"`);
      expect(await rowsIn(db, table.ident)).toHaveLength(before.length);
      await db.query(
        `insert into ${table.ident} (${columns.join(', ')}) values (${Object.values(fresh ?? {}).join(', ')})`,
      );
      expect(await rowsIn(db, table.ident)).toHaveLength(before.length + 1);
      if (table.scope === 'tenant') expect(fresh?.['account_id']).toContain(filled.tenants.foreign);
    }
  });
});

test("the tables' owner, who is no superuser and sees all by a policy, fills them as well", async () => {
  await safe.run(`set role ${safe.roles.owner}`);
  await filling(safe.admin, safe.config, async (scene) => {
    expect(lacking(scene)).toEqual({});
  });
  await safe.run('reset role');
});

test('a table that hides rows from the admin is reported, with what depends on it', async () => {
  await safe.run(`drop policy staff on sales.customers; set role ${safe.roles.owner}`);
  await filling(safe.admin, safe.config, async (scene) => {
    const reasons = lacking(scene);
    expect(Object.keys(reasons)).toEqual(['sales.customers', 'sales.order_lines', 'sales.orders']);
    expect(reasons['sales.customers']).toMatch(
      /^row security binds the admin login; connect as a superuser, or make it a member of a role with a policy that shows it every row \(insert into sales\.customers: 42501: /,
    );
    expect(reasons['sales.orders']).toBe(
      'orders_account_id_customer_id_fkey needs a row of sales.customers, and it has none',
    );
  });
  await safe.run(`reset role;
    create policy staff on sales.customers for all to ${safe.roles.staff} using (true) with check (true)`);
});

test('values of the configuration go before all others', async () => {
  const tables = {
    ...safe.config.tables,
    'sales.customers': {
      scope: 'tenant',
      values: { country: `(select max(code) from countries)`, email: `'fixed@' || random()` },
    },
  } as const;
  await filling(safe.admin, { ...safe.config, tables }, async (scene) => {
    expect(lacking(scene)).toEqual({});
    const [last] = await rowsOf<{ code: string }>(
      scene.db,
      'select max(code) as code from countries',
    );
    expect(scene.values('sales.customers', 'country')).toEqual(Array(4).fill(last?.code));
    expect(scene.values('sales.customers', 'email')[0]).toMatch(/^fixed@0\./);
  });
});

test('nothing is left behind', async () => {
  await filling(safe.admin, safe.config, async () => {});
  for (const table of ['public.accounts', 'sales.orders', '"Ops"."Shift Log"']) {
    expect(await rowsIn(safe.admin, table)).toEqual([]);
  }
});
