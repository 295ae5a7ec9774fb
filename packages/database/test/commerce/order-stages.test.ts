import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  orderLines,
  orders,
  orderStatuses,
  skus,
  type OrderStatus,
} from '../../src/schema/index.ts';
import { createTestDatabase, type TestDatabase } from '../../src/testing.ts';
import { endings, race } from './support/race.ts';
import { openShop, type Shop } from './support/shop.ts';
import { testServer } from '../support/test-server.ts';

let database: TestDatabase;
let shop: Shop;
let sku: string;

beforeAll(async () => {
  database = await createTestDatabase({ server: testServer(), seed: true });
  shop = await openShop(database);
  sku = await shop.addSku(1_000_000);
});
afterAll(() => database.close());

const change = (id: string, values: Partial<typeof orders.$inferInsert>) =>
  database.db.update(orders).set(values).where(eq(orders.id, id));
const find = async (id: string) => {
  const [row] = await shop.as('erin', () =>
    database.db.select().from(orders).where(eq(orders.id, id)),
  );
  return row!;
};

/** How an order gets to each stage. */
const ways: Readonly<Record<OrderStatus, readonly OrderStatus[]>> = {
  draft: [],
  pending: ['pending'],
  confirmed: ['pending', 'confirmed'],
  fulfilled: ['pending', 'confirmed', 'fulfilled'],
  delivered: ['pending', 'confirmed', 'fulfilled', 'delivered'],
  cancelled: ['cancelled'],
};
const orderAt = async (stage: OrderStatus) => {
  const id = await shop.addOrder({ [sku]: 2 });
  for (const status of ways[stage]) await shop.as('erin', () => change(id, { status }));
  return id;
};

const next: Readonly<Record<OrderStatus, readonly OrderStatus[]>> = {
  draft: ['pending', 'cancelled'],
  pending: ['confirmed', 'cancelled'],
  confirmed: ['fulfilled', 'cancelled'],
  fulfilled: ['delivered', 'cancelled'],
  delivered: [],
  cancelled: [],
};
const refusedStep = { code: 'CHECK_VIOLATION', constraint: 'orders_transition' };

describe.each(orderStatuses)('an order that is %s', (stage) => {
  test('goes on to the stages after it, and to no others', async () => {
    for (const status of orderStatuses.filter((other) => other !== stage)) {
      const id = await orderAt(stage);
      const step = shop.as('erin', () => change(id, { status }));
      if (next[stage].includes(status)) await step;
      else await expect(step).rejects.toMatchObject(refusedStep);
      expect((await find(id)).status).toBe(next[stage].includes(status) ? status : stage);
    }
  });

  test('binds staff as well', async () => {
    const id = await orderAt(stage);
    const status = stage === 'draft' ? 'delivered' : 'draft';
    const step = database.superadminDb.update(orders).set({ status }).where(eq(orders.id, id));
    await expect(step).rejects.toMatchObject({ cause: { constraint_name: 'orders_transition' } });
    expect((await find(id)).status).toBe(stage);
  });

  test('has lines that change while it is a draft or pending', async () => {
    const isOpen = stage === 'draft' || stage === 'pending';
    const writes = [
      (orderId: string) =>
        database.db.insert(orderLines).values({
          orderId,
          customerId: shop.north,
          skuId: sku,
          quantity: 1,
          unitPrice: '10.00',
        }),
      (id: string) =>
        database.db.update(orderLines).set({ quantity: 3 }).where(eq(orderLines.orderId, id)),
      (id: string) => database.db.delete(orderLines).where(eq(orderLines.orderId, id)),
    ];
    for (const write of writes) {
      const id = await orderAt(stage);
      const settled = { code: 'CHECK_VIOLATION', constraint: 'order_lines_settled' };
      const written = shop.as('erin', () => write(id));
      if (isOpen) await written;
      else await expect(written).rejects.toMatchObject(settled);
    }
  });
});

test('an order begins as a draft', async () => {
  for (const status of orderStatuses.filter((stage) => stage !== 'draft')) {
    const deliveredOn = status === 'delivered' ? '2999-01-01' : null;
    const begun = shop.as('erin', () =>
      database.db
        .insert(orders)
        .values({ number: shop.next('X'), customerId: shop.north, status, deliveredOn }),
    );
    await expect(begun).rejects.toMatchObject(refusedStep);
  }
});

test('a delivery has its day, and what was confirmed keeps its tax', async () => {
  const id = await orderAt('delivered');
  expect((await find(id)).deliveredOn).toMatch(/^\d{4}-\d\d-\d\d$/);
  const taxed = shop.as('erin', () => change(id, { tax: '1.00' }));
  await expect(taxed).rejects.toMatchObject({ constraint: 'orders_settled' });
});

describe('the subtotal', () => {
  const sumOf = async (id: string) => {
    const { subtotal, tax, total } = await find(id);
    return [subtotal, tax, total];
  };
  const line = (orderId: string, quantity: number) => ({
    orderId,
    customerId: shop.north,
    skuId: sku,
    quantity,
    unitPrice: '10.00',
  });

  test('is the sum of the lines, the total that and the tax', async () => {
    const id = await shop.addOrder({ [sku]: 12 });
    expect(await sumOf(id)).toEqual(['120.00', '0.00', '120.00']);
    await shop.as('erin', async () => {
      await change(id, { tax: '10.80' });
      await database.db.insert(orderLines).values([line(id, 1), line(id, 2)]);
    });
    expect(await sumOf(id)).toEqual(['150.00', '10.80', '160.80']);
    await shop.as('erin', () =>
      database.db.update(orderLines).set({ unitPrice: '1.00' }).where(eq(orderLines.quantity, 12)),
    );
    expect(await sumOf(id)).toEqual(['42.00', '10.80', '52.80']);
    await shop.as('erin', () => database.db.delete(orderLines).where(eq(orderLines.orderId, id)));
    expect(await sumOf(id)).toEqual(['0.00', '10.80', '10.80']);
  });

  test('counts lines that two members add at once', async () => {
    const id = await shop.addOrder({ [sku]: 1 });
    const add = () => database.db.insert(orderLines).values(line(id, 1));
    expect(endings(await race(database, shop, add, add))).toEqual(['fulfilled', 'fulfilled']);
    expect(await sumOf(id)).toEqual(['30.00', '0.00', '30.00']);
  });

  test('counts lines that staff load at once', async () => {
    const id = await shop.addOrder();
    const { organizationId } = shop;
    const load = () =>
      database.superadminDb.insert(orderLines).values({ ...line(id, 1), organizationId });
    await Promise.all(Array.from({ length: 20 }, load));
    expect(await sumOf(id)).toEqual(['200.00', '0.00', '200.00']);
  });

  test('is not written by members', async () => {
    const id = await shop.addOrder();
    const forged = shop.as('erin', () => change(id, { subtotal: '1.00' }));
    await expect(forged).rejects.toMatchObject({ code: 'PERMISSION_DENIED' });
    const made = shop.as('erin', () =>
      database.db
        .insert(orders)
        .values({ number: shop.next('X'), customerId: shop.north, subtotal: '1.00' }),
    );
    await expect(made).rejects.toMatchObject({ code: 'ROW_SECURITY_VIOLATION' });
  });
});

test('a line that is added while the order is confirmed comes too late', async () => {
  const id = await orderAt('pending');
  const results = await race(
    database,
    shop,
    () => change(id, { status: 'confirmed' }),
    () =>
      database.db.insert(orderLines).values({
        orderId: id,
        customerId: shop.north,
        skuId: sku,
        quantity: 5,
        unitPrice: '10.00',
      }),
  );
  expect(endings(results)).toEqual(['fulfilled', 'CHECK_VIOLATION']);
});

test('a viewer writes neither orders nor what they are for', async () => {
  const id = await shop.addOrder({ [sku]: 1 });
  const writes = [
    () => database.db.insert(orders).values({ number: 'v', customerId: shop.north }),
    () => change(id, { status: 'pending' }),
    () => database.db.delete(orderLines),
    () => database.db.update(skus).set({ unitPrice: '0.01' }),
  ];
  for (const write of writes) {
    await expect(shop.as('victor', write)).rejects.toMatchObject({
      code: 'ROW_SECURITY_VIOLATION',
    });
  }
});
