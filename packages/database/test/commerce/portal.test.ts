import { eq, getTableName, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  cartItems,
  carts,
  customers,
  inventory,
  invoices,
  listItems,
  lists,
  orderLines,
  orders,
  payments,
  portalUsers,
  products,
  skus,
  suppliers,
} from '../../src/schema/index.ts';
import { createTestDatabase, type TestDatabase } from '../../src/testing.ts';
import { tables } from '../schema/tables.ts';
import { openShop, type Shop } from './support/shop.ts';
import { testServer } from '../support/test-server.ts';

let database: TestDatabase;
let shop: Shop;
let sku: string;

beforeAll(async () => {
  database = await createTestDatabase({ server: testServer(), seed: true });
  shop = await openShop(database);
  sku = await shop.addSku(100);
  for (const name of ['north', 'south'] as const) await addSale(shop[name]);
  for (const name of ['ann', 'amy', 'ben'] as const) await fill(name);
});
afterAll(() => database.close());

async function addSale(customerId: string): Promise<void> {
  const orderId = await shop.addOrder({ [sku]: 2 }, customerId);
  await shop.as('erin', async () => {
    const [invoice] = await database.db
      .insert(invoices)
      .values({ number: shop.next('I'), orderId, customerId, dueOn: '2999-01-01', total: '20.00' })
      .returning();
    await database.db
      .insert(payments)
      .values({ invoiceId: invoice!.id, customerId, method: 'ach', amount: '5.00' });
  });
}

async function fill(name: string): Promise<void> {
  const portalUserId = shop.portalUser[name]!;
  const item = { portalUserId, skuId: await shop.addSku(), quantity: 3 };
  await shop.asPortal(name, async () => {
    const { db } = database;
    const [cart] = await db.insert(carts).values({ portalUserId }).returning();
    await db.insert(cartItems).values({ ...item, cartId: cart!.id });
    const [list] = await db.insert(lists).values({ portalUserId, name: 'weekly' }).returning();
    await db.insert(listItems).values({ ...item, listId: list!.id });
  });
}

const refusedRow = { code: 'ROW_SECURITY_VIOLATION' };
const denied = { code: 'PERMISSION_DENIED' };

const customersRows = [orders, orderLines, invoices, payments];
const ownRows = [carts, cartItems, lists, listItems];
const catalog = [products, skus];

describe.each(customersRows.map((table) => [getTableName(table), table] as const))(
  '%s',
  (_, table) => {
    const seenBy = (name: string) => shop.asPortal(name, () => database.db.select().from(table));

    test('are read by every portal user of their customer, and by nobody else’s', async () => {
      for (const [name, customer] of [
        ['ann', shop.north],
        ['amy', shop.north],
        ['ben', shop.south],
      ] as const) {
        expect((await seenBy(name)).map(({ customerId }) => customerId)).toEqual([customer]);
      }
      expect(await seenBy('xia')).toEqual([]);
      const all = await shop.as('victor', () => database.db.select().from(table));
      expect(all).toHaveLength(2);
    });

    test('are not to be had by asking for them', async () => {
      const others = await shop.asPortal('ann', () =>
        database.db.select().from(table).where(eq(table.customerId, shop.south)),
      );
      expect(others).toEqual([]);
    });

    test('are written by no portal user', async () => {
      const name = sql.identifier(getTableName(table));
      const writes = [
        sql`insert into ${name} default values`,
        sql`update ${name} set customer_id = ${shop.south}`,
        sql`update ${name} set currency = 'EUR'`,
        sql`delete from ${name}`,
      ];
      for (const write of writes) {
        const written = shop.asPortal('ann', () => database.db.execute(write));
        await expect(written).rejects.toMatchObject(denied);
      }
    });
  },
);

describe.each(ownRows.map((table) => [getTableName(table), table] as const))('%s', (_, table) => {
  const seenBy = (name: string) => shop.asPortal(name, () => database.db.select().from(table));
  const others = () => eq(table.portalUserId, shop.portalUser['amy']!);

  test('are read by their owner alone: not by a colleague, nor by another customer', async () => {
    for (const name of ['ann', 'amy', 'ben']) {
      const owners = (await seenBy(name)).map(({ portalUserId }) => portalUserId);
      expect(owners).toEqual([shop.portalUser[name]]);
    }
    expect(await seenBy('xia')).toEqual([]);
  });

  test('are neither changed nor deleted by others', async () => {
    await shop.asPortal('ann', async () => {
      await database.db
        .update(table)
        .set({ createdAt: new Date(0) })
        .where(others());
      await database.db.delete(table).where(others());
    });
    const [row] = await seenBy('amy');
    expect(row!.createdAt.getTime()).toBeGreaterThan(0);
  });

  test('are neither given away nor taken', async () => {
    for (const portalUserId of [shop.portalUser['amy']!, shop.portalUser['ben']!]) {
      const given = shop.asPortal('ann', () => database.db.update(table).set({ portalUserId }));
      await expect(given).rejects.toMatchObject(refusedRow);
    }
    const moved = shop.asPortal('ann', () =>
      database.db.update(table).set({ organizationId: shop.elsewhere }),
    );
    await expect(moved).rejects.toMatchObject(refusedRow);
  });
});

describe('a forged key', () => {
  const rowOf = async (table: typeof carts | typeof lists, name: string) => {
    const [row] = await shop.asPortal(name, () => database.db.select().from(table));
    return row!.id;
  };
  const item = (portalUserId: string) => ({ portalUserId, skuId: sku, quantity: 1 });

  test('of somebody else’s cart or list is refused by the foreign key', async () => {
    for (const name of ['amy', 'ben']) {
      const [cartId, listId] = [await rowOf(carts, name), await rowOf(lists, name)];
      const mine = item(shop.portalUser['ann']!);
      const forgeries = [
        () => database.db.insert(cartItems).values({ ...mine, cartId }),
        () => database.db.insert(listItems).values({ ...mine, listId }),
        () => database.db.update(cartItems).set({ cartId }),
        () => database.db.update(listItems).set({ listId }),
      ];
      for (const forge of forgeries) {
        await expect(shop.asPortal('ann', forge)).rejects.toMatchObject({
          code: 'FOREIGN_KEY_VIOLATION',
        });
      }
    }
  });

  test('with its owner’s is refused by the policy', async () => {
    const theirs = item(shop.portalUser['amy']!);
    const cartId = await rowOf(carts, 'amy');
    const portalUserId = shop.portalUser['amy']!;
    const forgeries = [
      () => database.db.insert(cartItems).values({ ...theirs, cartId }),
      () => database.db.insert(carts).values({ portalUserId }),
      () => database.db.insert(lists).values({ portalUserId, name: 'forged' }),
      () => database.db.insert(lists).values({ ...shopOf('xia'), name: 'forged' }),
    ];
    for (const forge of forgeries) {
      await expect(shop.asPortal('ann', forge)).rejects.toMatchObject(refusedRow);
    }
  });

  test('of a customer is refused to members as well', async () => {
    const [order] = await shop.asPortal('ann', () => database.db.select().from(orders));
    const line = { orderId: order!.id, skuId: sku, quantity: 1, unitPrice: '1.00' };
    const forged = shop.as('erin', () =>
      database.db.insert(orderLines).values({ ...line, customerId: shop.south }),
    );
    await expect(forged).rejects.toMatchObject({ code: 'FOREIGN_KEY_VIOLATION' });
    const lent = shop.as('erin', () =>
      database.db.insert(orders).values({
        number: 'lent',
        customerId: shop.north,
        portalUserId: shop.portalUser['ben']!,
      }),
    );
    await expect(lent).rejects.toMatchObject({ code: 'FOREIGN_KEY_VIOLATION' });
  });

  const shopOf = (name: string) => ({
    organizationId: shop.elsewhere,
    portalUserId: shop.portalUser[name]!,
  });
});

describe('the catalog', () => {
  test('is read by portal users of its organization, and written by none', async () => {
    for (const table of catalog) {
      const read = () => database.db.select().from(table);
      expect(await shop.asPortal('ben', read)).toEqual(await shop.as('erin', read));
      expect(await shop.asPortal('xia', read)).toEqual([]);
      const writes = [
        () => database.db.update(table).set({ createdAt: new Date(0) }),
        () => database.db.delete(table),
      ];
      for (const write of writes) {
        await expect(shop.asPortal('ben', write)).rejects.toMatchObject(denied);
      }
    }
  });

  test('does not tell how much there is, or whom it is bought from', async () => {
    for (const table of [inventory, suppliers]) {
      const read = shop.asPortal('ann', () => database.db.select().from(table));
      await expect(read).rejects.toMatchObject(denied);
    }
  });
});

test('a portal user whose account is disabled is not let in', async () => {
  const set = (status: 'active' | 'disabled') =>
    database.superadminDb.update(portalUsers).set({ status }).where(eq(portalUsers.name, 'amy'));
  await set('disabled');
  const read = () => shop.asPortal('amy', () => database.db.select().from(orders));
  await expect(read()).rejects.toMatchObject({ code: 'NOT_ADMITTED' });
  await set('active');
  expect(await read()).toHaveLength(1);
});

test('no other table is a portal user’s', async () => {
  const granted = await shop.asPortal('ann', () =>
    database.db.execute<{ name: string; commands: string }>(sql`
      select c.relname as name, string_agg(p.command, ' ' order by p.command) as commands
        from pg_class c, (values ('DELETE'), ('INSERT'), ('SELECT'), ('UPDATE')) p (command)
       where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
         and (has_table_privilege(c.oid, p.command)
              or p.command <> 'DELETE' and has_any_column_privilege(c.oid, p.command))
       group by c.relname`),
  );
  const everything = 'DELETE INSERT SELECT UPDATE';
  const mine = granted.rows.map(({ name, commands }) => [name, commands]);
  expect(Object.fromEntries(mine)).toEqual({
    cart_items: everything,
    carts: everything,
    invoices: 'SELECT',
    list_items: everything,
    lists: everything,
    notifications: 'SELECT UPDATE',
    order_lines: 'SELECT',
    orders: 'SELECT',
    payments: 'SELECT',
    portal_users: 'SELECT UPDATE',
    price_list_entries: 'SELECT',
    products: 'SELECT',
    skus: 'SELECT',
  });
  expect(tables.length).toBeGreaterThan(mine.length);
  const read = shop.asPortal('ann', () => database.db.select().from(customers));
  await expect(read).rejects.toMatchObject(denied);
});
