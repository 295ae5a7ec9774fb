import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { invoices, payments } from '../../src/schema/index.ts';
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

const payment = (
  invoiceId: string,
  amount: string,
  more: Partial<typeof payments.$inferInsert> = {},
) => ({ invoiceId, customerId: shop.north, method: 'check' as const, amount, ...more });
const pay = (...values: Parameters<typeof payment>) =>
  database.db.insert(payments).values(payment(...values));
const change = (id: string, values: Partial<typeof invoices.$inferInsert>) =>
  shop.as('erin', () => database.db.update(invoices).set(values).where(eq(invoices.id, id)));
const stateOf = async (id: string) => {
  const [row] = await shop.as('erin', () =>
    database.db.select().from(invoices).where(eq(invoices.id, id)),
  );
  return [row!.status, row!.paid];
};
const overpaid = { code: 'CHECK_VIOLATION', constraint: 'invoices_paid_check' };

test('an invoice is open, partly paid, paid', async () => {
  const id = await shop.addInvoice('100.00');
  expect(await stateOf(id)).toEqual(['open', '0.00']);
  await shop.as('erin', () => pay(id, '30.00'));
  expect(await stateOf(id)).toEqual(['partly_paid', '30.00']);
  await expect(shop.as('erin', () => pay(id, '70.01'))).rejects.toMatchObject(overpaid);
  expect(await stateOf(id)).toEqual(['partly_paid', '30.00']);
  await shop.as('erin', () =>
    database.db.insert(payments).values([payment(id, '20.00'), payment(id, '50.00')]),
  );
  expect(await stateOf(id)).toEqual(['paid', '100.00']);
});

test('of two payments of the rest at once, exactly one is taken', async () => {
  const id = await shop.addInvoice('100.00');
  await shop.as('erin', () => pay(id, '40.00'));
  const rest = () => pay(id, '60.00');
  expect(endings(await race(database, shop, rest, rest))).toEqual(['fulfilled', 'CHECK_VIOLATION']);
  expect(await stateOf(id)).toEqual(['paid', '100.00']);
});

test('two payments at once that both fit are both counted', async () => {
  const id = await shop.addInvoice('100.00');
  const half = () => pay(id, '50.00');
  expect(endings(await race(database, shop, half, half))).toEqual(['fulfilled', 'fulfilled']);
  expect(await stateOf(id)).toEqual(['paid', '100.00']);
});

test('one that is void takes no payment, and one that was paid is not voided', async () => {
  const voided = await shop.addInvoice('100.00');
  await change(voided, { voidedAt: new Date() });
  expect(await stateOf(voided)).toEqual(['void', '0.00']);
  const late = { code: 'CHECK_VIOLATION', constraint: 'invoices_voided_check' };
  await expect(shop.as('erin', () => pay(voided, '1.00'))).rejects.toMatchObject(late);
  const paid = await shop.addInvoice('100.00');
  await shop.as('erin', () => pay(paid, '1.00'));
  await expect(change(paid, { voidedAt: new Date() })).rejects.toMatchObject(late);
});

test('an invoice is voided, not deleted, and its order invoiced anew', async () => {
  const id = await shop.addInvoice('100.00');
  const [row] = await shop.as('erin', () =>
    database.db.select().from(invoices).where(eq(invoices.id, id)),
  );
  const deleted = shop.as('erin', () => database.db.delete(invoices).where(eq(invoices.id, id)));
  await expect(deleted).rejects.toMatchObject({ code: 'PERMISSION_DENIED' });
  const { orderId, customerId, dueOn } = row!;
  const again = () =>
    shop.as('erin', () =>
      database.db
        .insert(invoices)
        .values({ number: shop.next('I'), orderId, customerId, dueOn, total: '90.00' }),
    );
  await expect(again()).rejects.toMatchObject({ constraint: 'invoices_order_unique' });
  await change(id, { voidedAt: new Date() });
  await again();
});

test('what is paid is written by payments alone', async () => {
  const id = await shop.addInvoice('100.00');
  const denied = { code: 'PERMISSION_DENIED' };
  await expect(change(id, { paid: '100.00' })).rejects.toMatchObject(denied);
  await expect(change(id, { total: '0.00' })).rejects.toMatchObject(denied);
  await change(id, { dueOn: '2999-12-31' });
});

test('payments are neither changed nor taken back, by staff either', async () => {
  const id = await shop.addInvoice('100.00');
  await shop.as('erin', () => pay(id, '10.00'));
  const { db, superadminDb } = database;
  const changes = [() => db.update(payments).set({ amount: '1.00' }), () => db.delete(payments)];
  for (const write of changes) {
    await expect(shop.as('erin', write)).rejects.toMatchObject({ code: 'PERMISSION_DENIED' });
  }
  await expect(superadminDb.update(payments).set({ amount: '1.00' })).rejects.toMatchObject({
    cause: { code: '42501' },
  });
  expect(await stateOf(id)).toEqual(['partly_paid', '10.00']);
});

test('a payment is the invoice’s customer’s, in the invoice’s currency, and entered once', async () => {
  const id = await shop.addInvoice('100.00');
  for (const more of [{ customerId: shop.south }, { currency: 'EUR' }]) {
    const forged = shop.as('erin', () => pay(id, '1.00', more));
    await expect(forged).rejects.toMatchObject({ code: 'FOREIGN_KEY_VIOLATION' });
  }
  const check = { reference: 'check 17' };
  await shop.as('erin', () => pay(id, '1.00', check));
  const again = shop.as('erin', () => pay(id, '1.00', check));
  await expect(again).rejects.toMatchObject({ code: 'UNIQUE_VIOLATION' });
  expect(await stateOf(id)).toEqual(['partly_paid', '1.00']);
});

test('a viewer enters no payment', async () => {
  const id = await shop.addInvoice('100.00');
  await expect(shop.as('victor', () => pay(id, '1.00'))).rejects.toMatchObject({
    code: 'ROW_SECURITY_VIOLATION',
  });
});
