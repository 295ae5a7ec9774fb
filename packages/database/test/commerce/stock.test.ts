import { eq, inArray, sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { inventory, orders, type OrderStatus } from '../../src/schema/index.ts';
import { createTestDatabase, type TestDatabase } from '../../src/testing.ts';
import { endings, race } from './support/race.ts';
import { openShop, type Shop } from './support/shop.ts';
import { testServer } from '../support/test-server.ts';

let database: TestDatabase;
let shop: Shop;

beforeAll(async () => {
  database = await createTestDatabase({ server: testServer(), seed: true });
  shop = await openShop(database);
});
afterAll(() => database.close());

const set = (id: string, status: OrderStatus) =>
  database.db.update(orders).set({ status }).where(eq(orders.id, id));
const walk = async (id: string, ...stages: readonly OrderStatus[]) => {
  for (const status of stages) await shop.as('erin', () => set(id, status));
};
const stockOf = async (skuId: string) => {
  const [row] = await shop.as('erin', () =>
    database.db.select().from(inventory).where(eq(inventory.skuId, skuId)),
  );
  return [row!.onHand, row!.reserved, row!.available];
};

test('a confirmation reserves, a delivery takes out, a cancellation frees', async () => {
  const sku = await shop.addSku(10);
  const delivered = await shop.addOrder({ [sku]: 4 });
  await walk(delivered, 'pending');
  expect(await stockOf(sku)).toEqual([10, 0, 10]);
  await walk(delivered, 'confirmed');
  expect(await stockOf(sku)).toEqual([10, 4, 6]);
  await walk(delivered, 'fulfilled');
  expect(await stockOf(sku)).toEqual([10, 4, 6]);
  await walk(delivered, 'delivered');
  expect(await stockOf(sku)).toEqual([6, 0, 6]);

  const early = await shop.addOrder({ [sku]: 6 });
  const late = await shop.addOrder({ [sku]: 6 });
  const never = await shop.addOrder({ [sku]: 6 });
  await walk(early, 'pending', 'confirmed', 'cancelled');
  expect(await stockOf(sku)).toEqual([6, 0, 6]);
  await walk(late, 'pending', 'confirmed', 'fulfilled', 'cancelled');
  await walk(never, 'pending', 'cancelled');
  expect(await stockOf(sku)).toEqual([6, 0, 6]);
});

test('each SKU of an order is reserved for itself', async () => {
  const [sku, other] = [await shop.addSku(10), await shop.addSku(10)];
  const order = await shop.addOrder({ [sku]: 4, [other]: 1 });
  await walk(order, 'pending', 'confirmed');
  expect(await stockOf(sku)).toEqual([10, 4, 6]);
  expect(await stockOf(other)).toEqual([10, 1, 9]);
});

test('what is not there is not reserved, nor an order without lines confirmed', async () => {
  const sku = await shop.addSku(3);
  const scarce = { code: 'CHECK_VIOLATION', constraint: 'inventory_available_check' };
  const tooMuch = await shop.addOrder({ [sku]: 4 });
  await walk(tooMuch, 'pending');
  await expect(walk(tooMuch, 'confirmed')).rejects.toMatchObject(scarce);
  expect(await stockOf(sku)).toEqual([3, 0, 3]);

  const unknown = await shop.addSku(3);
  await database.superadminDb.delete(inventory).where(eq(inventory.skuId, unknown));
  const order = await shop.addOrder({ [unknown]: 1, [sku]: 1 });
  await walk(order, 'pending');
  await expect(walk(order, 'confirmed')).rejects.toMatchObject(scarce);

  const empty = await shop.addOrder();
  await walk(empty, 'pending');
  await expect(walk(empty, 'confirmed')).rejects.toMatchObject({ constraint: 'orders_lines' });
});

test('of two orders for the last bottle, exactly one is confirmed', async () => {
  const sku = await shop.addSku(1);
  const [first, second] = [await shop.addOrder({ [sku]: 1 }), await shop.addOrder({ [sku]: 1 })];
  await walk(first, 'pending');
  await walk(second, 'pending');
  const results = await race(
    database,
    shop,
    () => set(first, 'confirmed'),
    () => set(second, 'confirmed'),
  );
  expect(endings(results)).toEqual(['fulfilled', 'CHECK_VIOLATION']);
  expect(await stockOf(sku)).toEqual([1, 1, 0]);
});

test('of many orders for a few bottles, as many are confirmed as there are bottles', async () => {
  const sku = await shop.addSku(3);
  const ids: string[] = [];
  for (let nth = 0; nth < 8; nth += 1) ids.push(await shop.addOrder({ [sku]: 1 }));
  await Promise.all(ids.map((id) => walk(id, 'pending')));
  const results = await Promise.allSettled(ids.map((id) => walk(id, 'confirmed')));
  expect(endings(results).filter((ending) => ending === 'fulfilled')).toHaveLength(3);
  expect(await stockOf(sku)).toEqual([3, 3, 0]);
});

/** Where a scan of the inventory comes last. */
async function moveToTheEnd(skuId: string): Promise<void> {
  const { superadminDb } = database;
  const [row] = await superadminDb.delete(inventory).where(eq(inventory.skuId, skuId)).returning();
  const { organizationId, onHand } = row!;
  await superadminDb.insert(inventory).values({ organizationId, skuId, onHand });
}

test('stock is locked by SKU: two orders never wait for each other', async () => {
  const items = await Promise.all(Array.from({ length: 12 }, () => shop.addSku(10)));
  const [lowest, ...others] = items.toSorted();
  await moveToTheEnd(lowest!);
  const order = await shop.addOrder(Object.fromEntries(items.map((id) => [id, 1])));
  await walk(order, 'pending');
  const free: string[] = [];
  const results = await race(
    database,
    shop,
    () => database.db.select().from(inventory).where(eq(inventory.skuId, lowest!)).for('update'),
    () => set(order, 'confirmed'),
    async () => {
      const rows = await database.superadminDb
        .select()
        .from(inventory)
        .where(inArray(inventory.skuId, others))
        .for('update', { skipLocked: true });
      free.push(...rows.map(({ skuId }) => skuId));
    },
  );
  expect(endings(results)).toEqual(['fulfilled', 'fulfilled']);
  expect(free.toSorted()).toEqual(others);
});

test('one order that is confirmed twice at once is reserved once', async () => {
  const sku = await shop.addSku(10);
  const order = await shop.addOrder({ [sku]: 4 });
  await walk(order, 'pending');
  const confirm = () => set(order, 'confirmed');
  await race(database, shop, confirm, confirm);
  expect(await stockOf(sku)).toEqual([10, 4, 6]);
});

test('orders that one statement confirms share the stock', async () => {
  const sku = await shop.addSku(5);
  const ids = [await shop.addOrder({ [sku]: 3 }), await shop.addOrder({ [sku]: 3 })];
  const all = (status: OrderStatus) =>
    shop.as('erin', () =>
      database.db.update(orders).set({ status }).where(inArray(orders.id, ids)),
    );
  await all('pending');
  await expect(all('confirmed')).rejects.toMatchObject({ constraint: 'inventory_available_check' });
  expect(await stockOf(sku)).toEqual([5, 0, 5]);
});

test('members count what is on hand, and do not write what is reserved', async () => {
  const sku = await shop.addSku(5);
  const mine = eq(inventory.skuId, sku);
  const count = (values: Partial<typeof inventory.$inferInsert>) =>
    shop.as('erin', () => database.db.update(inventory).set(values).where(mine));
  await count({ onHand: 7 });
  expect(await stockOf(sku)).toEqual([7, 0, 7]);
  await expect(count({ reserved: 1 })).rejects.toMatchObject({ code: 'PERMISSION_DENIED' });
  await walkTo(sku, 6);
  await expect(count({ onHand: 5 })).rejects.toMatchObject({ code: 'CHECK_VIOLATION' });
  const forged = shop.as('erin', () =>
    database.db.execute(sql`insert into inventory (sku_id, on_hand, reserved)
      select sku_id, 9, 9 from inventory where sku_id = ${sku}`),
  );
  await expect(forged).rejects.toMatchObject({ code: 'ROW_SECURITY_VIOLATION' });
});

async function walkTo(sku: string, quantity: number): Promise<void> {
  await walk(await shop.addOrder({ [sku]: quantity }), 'pending', 'confirmed');
}
