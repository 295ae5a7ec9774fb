import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cartItems, carts, orders } from '../../src/schema/index.ts';
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
  sku = await shop.addSku(100);
});
afterAll(() => database.close());

/** An active cart with one item, of a portal user who has no other. */
const addCart = async (name = 'ann', values: Partial<typeof carts.$inferInsert> = {}) => {
  const portalUserId = shop.portalUser[name]!;
  return shop.asPortal(name, async () => {
    await database.db.update(carts).set({ status: 'abandoned' }).where(eq(carts.status, 'active'));
    const [cart] = await database.db
      .insert(carts)
      .values({ portalUserId, ...values })
      .returning();
    await database.db
      .insert(cartItems)
      .values({ cartId: cart!.id, portalUserId, skuId: sku, quantity: 1 });
    return cart!.id;
  });
};
const order = (cartId: string, more: Partial<typeof orders.$inferInsert> = {}) =>
  database.db.insert(orders).values({
    number: shop.next('C'),
    customerId: shop.north,
    portalUserId: shop.portalUser['ann']!,
    cartId,
    ...more,
  });
const statusOf = async (id: string) => {
  const rows = await shop.as('erin', () =>
    database.db.select().from(carts).where(eq(carts.id, id)),
  );
  return rows[0]!.status;
};

test('a portal user has one active cart', async () => {
  await addCart();
  const second = shop.asPortal('ann', () =>
    database.db.insert(carts).values({ portalUserId: shop.portalUser['ann']! }),
  );
  await expect(second).rejects.toMatchObject({
    code: 'UNIQUE_VIOLATION',
    constraint: 'carts_active_unique',
  });
});

test('an order converts its cart, once', async () => {
  const cart = await addCart();
  await shop.as('erin', () => order(cart));
  expect(await statusOf(cart)).toBe('converted');
  const again = { code: 'UNIQUE_VIOLATION', constraint: 'orders_cart_unique' };
  await expect(shop.as('erin', () => order(cart))).rejects.toMatchObject(again);
});

test('of two orders of one cart at once, exactly one is made', async () => {
  const cart = await addCart();
  const make = () => order(cart);
  expect(endings(await race(database, shop, make, make))).toEqual([
    'fulfilled',
    'UNIQUE_VIOLATION',
  ]);
  const made = await shop.as('erin', () =>
    database.db.select().from(orders).where(eq(orders.cartId, cart)),
  );
  expect(made).toHaveLength(1);
});

test('what has expired, was given up or is somebody else’s becomes no order', async () => {
  const inactive = { code: 'CHECK_VIOLATION', constraint: 'orders_cart_active' };
  const refused = (cart: string) =>
    expect(shop.as('erin', () => order(cart))).rejects.toMatchObject(inactive);
  await refused(await addCart('ann', { expiresAt: new Date(0) }));
  const givenUp = await addCart();
  await addCart();
  await refused(givenUp);
  await refused(await addCart('amy'));
  const others = shop.as('erin', () => order(givenUp, { portalUserId: shop.portalUser['ben']! }));
  await expect(others).rejects.toMatchObject({ code: 'FOREIGN_KEY_VIOLATION' });
});

test('nobody says that a cart is an order when it is none, or opens it again', async () => {
  const cart = await addCart();
  const say = (status: 'active' | 'converted') =>
    shop.asPortal('ann', () => database.db.update(carts).set({ status }).where(eq(carts.id, cart)));
  await expect(say('converted')).rejects.toMatchObject({ constraint: 'carts_converted' });
  await shop.as('erin', () => order(cart));
  await expect(say('active')).rejects.toMatchObject({ constraint: 'carts_closed' });
});

test('the items of a cart that became an order stay as they are', async () => {
  const cart = await addCart();
  await shop.as('erin', () => order(cart));
  const mine = eq(cartItems.cartId, cart);
  const another = await shop.addSku();
  const changes = [
    () => database.db.update(cartItems).set({ quantity: 99 }).where(mine),
    () => database.db.delete(cartItems).where(mine),
    () =>
      database.db.insert(cartItems).values({
        cartId: cart,
        portalUserId: shop.portalUser['ann']!,
        skuId: another,
        quantity: 1,
      }),
  ];
  for (const change of changes) {
    await expect(shop.asPortal('ann', change)).rejects.toMatchObject({
      constraint: 'cart_items_settled',
    });
  }
});

test('an item that is added while the cart becomes an order comes too late', async () => {
  const cart = await addCart();
  const another = await shop.addSku();
  const results = await race(
    database,
    shop,
    () => order(cart),
    () =>
      database.db.insert(cartItems).values({
        cartId: cart,
        portalUserId: shop.portalUser['ann']!,
        skuId: another,
        quantity: 1,
      }),
  );
  expect(endings(results)).toEqual(['fulfilled', 'CHECK_VIOLATION']);
});
