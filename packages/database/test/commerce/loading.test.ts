import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  cartItems,
  carts,
  inventory,
  invoices,
  orderLines,
  orders,
  payments,
} from '../../src/schema/index.ts';
import { createTestDatabase, type TestDatabase } from '../../src/testing.ts';
import { openShop, type Shop } from './support/shop.ts';
import { testServer } from '../support/test-server.ts';

let database: TestDatabase;
let shop: Shop;

beforeAll(async () => {
  database = await createTestDatabase({ server: testServer(), seed: true });
  shop = await openShop(database);
});
afterAll(() => database.close());

/** An order that was delivered and paid, as an import or a seed writes it: each table after those it refers to. */
async function load(skuId: string) {
  const { superadminDb } = database;
  const { organizationId, north: customerId } = shop;
  const portalUserId = shop.portalUser['ann']!;
  const owned = { organizationId, customerId };
  const [cart] = await superadminDb
    .insert(carts)
    .values({ organizationId, portalUserId, status: 'converted' })
    .returning();
  const cartId = cart!.id;
  await superadminDb
    .insert(cartItems)
    .values({ organizationId, cartId, portalUserId, skuId, quantity: 12 });
  const [order] = await superadminDb
    .insert(orders)
    .values({
      ...owned,
      number: shop.next('L'),
      portalUserId,
      cartId,
      status: 'delivered',
      orderedOn: '2026-01-01',
      deliveredOn: '2026-01-06',
      subtotal: '120.00',
      tax: '10.80',
    })
    .returning();
  const orderId = order!.id;
  await superadminDb
    .insert(orderLines)
    .values({ ...owned, orderId, skuId, quantity: 12, unitPrice: '10.00' });
  const [invoice] = await superadminDb
    .insert(invoices)
    .values({
      ...owned,
      number: shop.next('L'),
      orderId,
      issuedOn: '2026-01-06',
      dueOn: '2026-02-05',
      total: '130.80',
      paid: '130.80',
    })
    .returning();
  await superadminDb
    .insert(payments)
    .values({ ...owned, invoiceId: invoice!.id, method: 'ach', amount: '130.80' });
  return { orderId, invoiceId: invoice!.id };
}

test('staff load rows as they were: nothing is counted or reserved twice', async () => {
  const sku = await shop.addSku(7);
  const { orderId, invoiceId } = await load(sku);
  const { superadminDb } = database;
  const [order] = await superadminDb.select().from(orders).where(eq(orders.id, orderId));
  expect([order!.status, order!.total]).toEqual(['delivered', '130.80']);
  const [invoice] = await superadminDb.select().from(invoices).where(eq(invoices.id, invoiceId));
  expect([invoice!.status, invoice!.paid]).toEqual(['paid', '130.80']);
  const [stock] = await superadminDb.select().from(inventory).where(eq(inventory.skuId, sku));
  expect([stock!.onHand, stock!.reserved]).toEqual([7, 0]);
});

test('staff delete what is settled, as an erasure does', async () => {
  const { orderId } = await load(await shop.addSku(7));
  const { superadminDb } = database;
  await superadminDb.delete(orderLines).where(eq(orderLines.orderId, orderId));
  await superadminDb.delete(cartItems);
  const left = await superadminDb.select().from(orderLines).where(eq(orderLines.orderId, orderId));
  expect(left).toEqual([]);
});
