import { withTenant, type Db } from '../../../src/index.ts';
import {
  customers,
  inventory,
  invoices,
  orderLines,
  orders,
  portalUsers,
  products,
  skus,
} from '../../../src/schema/index.ts';
import type { TestDatabase } from '../../../src/testing.ts';
import { seededPeople } from '../../support/people.ts';

export type Shop = Awaited<ReturnType<typeof openShop>>;

/** A distributor's organization with two customers, and another organization with one. */
export async function openShop(database: TestDatabase) {
  const { db, superadminDb } = database;
  const people = await seededPeople(superadminDb);
  const organizationId = people.organization('acme-corp');
  const elsewhere = people.organization('tech-startup-inc');

  const [north, south] = [
    await addCustomer(superadminDb, organizationId, 'north', ['ann', 'amy']),
    await addCustomer(superadminDb, organizationId, 'south', ['ben']),
  ];
  const far = await addCustomer(superadminDb, elsewhere, 'far', ['xia']);
  const portalUser = { ...north.people, ...south.people, ...far.people };
  const asPortal = <T>(name: string, fn: () => T | PromiseLike<T>) =>
    withTenant(
      {
        organizationId: name === 'xia' ? elsewhere : organizationId,
        portalUserId: portalUser[name]!,
      },
      fn,
    );
  const as = <T>(user: string, fn: () => T | PromiseLike<T>) =>
    withTenant({ organizationId, userId: people.user(user) }, fn);

  let last = 0;
  const next = (prefix: string) => `${prefix}-${String((last += 1))}`;
  const addSku = async (onHand = 0) => {
    const [product] = await superadminDb
      .insert(products)
      .values({ organizationId, sku: next('P'), name: 'Cabernet', category: 'wine' })
      .returning();
    const [sku] = await superadminDb
      .insert(skus)
      .values({ organizationId, productId: product!.id, code: next('S'), unitPrice: '10.00' })
      .returning();
    await superadminDb.insert(inventory).values({ organizationId, skuId: sku!.id, onHand });
    return sku!.id;
  };

  /** A draft of a member, with lines of so many bottles. */
  const addOrder = (
    lines: Readonly<Record<string, number>> = {},
    customerId: string = north.customerId,
  ) =>
    as('erin', () =>
      db.transaction(async (tx) => {
        const [order] = await tx
          .insert(orders)
          .values({ number: next('O'), customerId })
          .returning();
        const values = Object.entries(lines).map(([skuId, quantity]) => ({
          orderId: order!.id,
          customerId,
          skuId,
          quantity,
          unitPrice: '10.00',
        }));
        if (values.length > 0) await tx.insert(orderLines).values(values);
        return order!.id;
      }),
    );
  const addInvoice = async (total: string) => {
    const orderId = await addOrder();
    const dueOn = '2999-01-01';
    const values = { number: next('I'), customerId: north.customerId, orderId, dueOn, total };
    const [invoice] = await as('erin', () => db.insert(invoices).values(values).returning());
    return invoice!.id;
  };
  return {
    organizationId,
    elsewhere,
    north: north.customerId,
    south: south.customerId,
    far: far.customerId,
    portalUser,
    as,
    asPortal,
    addSku,
    addOrder,
    addInvoice,
    next,
  };
}

async function addCustomer(
  superadminDb: Db,
  organizationId: string,
  name: string,
  names: readonly string[],
) {
  const [customer] = await superadminDb
    .insert(customers)
    .values({ organizationId, number: name, name, tier: name === 'south' ? 'premium' : 'standard' })
    .returning();
  const customerId = customer!.id;
  const rows = await superadminDb
    .insert(portalUsers)
    .values(
      names.map((one) => ({ organizationId, customerId, name: one, email: `${one}@example.com` })),
    )
    .returning();
  const people: Readonly<Record<string, string>> = Object.fromEntries(
    rows.map((row) => [row.name, row.id]),
  );
  return { customerId, people };
}
