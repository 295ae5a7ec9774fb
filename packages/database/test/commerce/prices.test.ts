import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { priceListEntries } from '../../src/schema/index.ts';
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

type Entry = Partial<typeof priceListEntries.$inferInsert>;
const entryOf = (skuId: string, more: Entry = {}) => ({
  skuId,
  unitPrice: '9.00',
  validFrom: '2026-01-01',
  validTo: '2026-06-30',
  tier: more.customerId ? null : ('premium' as const),
  ...more,
});
const enter = (...entries: readonly ReturnType<typeof entryOf>[]) =>
  database.db.insert(priceListEntries).values([...entries]);
const refusedFor = (buyer: 'tier' | 'customer') => ({
  code: 'EXCLUSION_VIOLATION',
  table: 'price_list_entries',
  constraint: `price_list_entries_${buyer}_overlap`,
});
const refused = refusedFor('tier');

test.each(['tier', 'customer'] as const)(
  'a %s’s prices that hold on the same days are refused',
  async (buyer) => {
    const sku = await shop.addSku();
    const bought = buyer === 'customer' ? { customerId: shop.north } : {};
    await shop.as('erin', () => enter(entryOf(sku, bought)));
    const overlaps: readonly Entry[] = [
      {},
      { validFrom: '2026-06-30', validTo: null },
      { validFrom: '2020-01-01', validTo: '2026-01-01' },
      { validFrom: '2026-02-01', validTo: '2026-02-01' },
    ];
    for (const entry of overlaps) {
      const entered = shop.as('erin', () => enter(entryOf(sku, { ...bought, ...entry })));
      await expect(entered).rejects.toMatchObject(refusedFor(buyer));
    }
  },
);

test('those of other days, buyers, quantities and SKUs stand beside each other', async () => {
  const [sku, other] = [await shop.addSku(), await shop.addSku()];
  await shop.as('erin', () =>
    enter(
      entryOf(sku),
      entryOf(sku, { validFrom: '2026-07-01', validTo: null }),
      entryOf(sku, { tier: 'basic' }),
      entryOf(sku, { customerId: shop.north }),
      entryOf(sku, { customerId: shop.south }),
      entryOf(sku, { minimumQuantity: 12 }),
      entryOf(other),
    ),
  );
  const stretched = shop.as('erin', () =>
    database.db.update(priceListEntries).set({ validTo: null }),
  );
  await expect(stretched).rejects.toMatchObject(refused);
});

test('neither two of one statement, nor two that are entered at once', async () => {
  const sku = await shop.addSku();
  const twice = shop.as('erin', () => enter(entryOf(sku), entryOf(sku)));
  await expect(twice).rejects.toMatchObject(refused);
  const results = await race(
    database,
    shop,
    () => enter(entryOf(sku)),
    () => enter(entryOf(sku)),
  );
  expect(endings(results)).toEqual(['fulfilled', 'EXCLUSION_VIOLATION']);
});

test.each(['repeatable read', 'serializable'] as const)(
  'nor what a transaction that is %s does not see, because it was committed after it began',
  async (isolationLevel) => {
    const sku = await shop.addSku();
    const late = () =>
      database.db.transaction(
        async (tx) => {
          expect(
            await tx.select().from(priceListEntries).where(eq(priceListEntries.skuId, sku)),
          ).toEqual([]);
          await enter(entryOf(sku));
        },
        { isolationLevel },
      );
    const results = await race(database, shop, () => enter(entryOf(sku)), late);
    expect(endings(results)).toEqual(['fulfilled', 'EXCLUSION_VIOLATION']);
  },
);

test('two who enter other prices of one SKU do not wait for each other', async () => {
  const sku = await shop.addSku();
  let isEntered = false;
  let didWait = true;
  const another = async () => {
    await enter(entryOf(sku, { tier: 'basic' }));
    isEntered = true;
  };
  const meanwhile = async () => {
    didWait = !isEntered;
  };
  const results = await race(database, shop, () => enter(entryOf(sku)), another, meanwhile);
  expect(endings(results)).toEqual(['fulfilled', 'fulfilled']);
  expect(didWait).toBe(false);
});

test('a price is for a tier or for a customer, from its first day to its last', async () => {
  const sku = await shop.addSku();
  const wrong: readonly Entry[] = [
    { tier: null },
    { customerId: shop.north, tier: 'basic' },
    { validTo: '2025-12-31' },
    { minimumQuantity: 0 },
    { unitPrice: '-1.00' },
  ];
  for (const entry of wrong) {
    const entered = shop.as('erin', () => enter(entryOf(sku, entry)));
    await expect(entered).rejects.toMatchObject({ code: 'CHECK_VIOLATION' });
  }
});

test('a portal user sees their tier’s prices and their customer’s own, and nobody else’s', async () => {
  const sku = await shop.addSku();
  await shop.as('erin', () =>
    enter(
      entryOf(sku, { tier: 'standard', unitPrice: '1.00' }),
      entryOf(sku, { tier: 'premium', unitPrice: '2.00' }),
      entryOf(sku, { customerId: shop.north, unitPrice: '3.00' }),
      entryOf(sku, { customerId: shop.south, unitPrice: '4.00' }),
    ),
  );
  const seenBy = async (name: string) => {
    const rows = await shop.asPortal(name, () => database.db.select().from(priceListEntries));
    return rows
      .filter((row) => row.skuId === sku)
      .map((row) => row.unitPrice)
      .toSorted();
  };
  expect(await seenBy('ann')).toEqual(['1.00', '3.00']);
  expect(await seenBy('ben')).toEqual(['2.00', '4.00']);
  expect(await shop.asPortal('xia', () => database.db.select().from(priceListEntries))).toEqual([]);
});
