import { and, eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { stateTaxRates } from '../../src/schema/index.ts';
import { salesWorld, type SalesWorld } from './support/sales-world.ts';

let world: SalesWorld;

beforeAll(async () => {
  world = await salesWorld();
});
afterAll(() => world.database.close());

type Rate = typeof stateTaxRates.$inferInsert;
const rate = (validFrom: string, validTo: string | null, rest: Partial<Rate> = {}): Rate => ({
  state: 'NY',
  productType: 'wine',
  rate: '0.09',
  validFrom,
  validTo,
  ...rest,
});
const add = (values: Rate) =>
  world.as('alice', () => world.database.db.insert(stateTaxRates).values(values).returning());
const overlap = { code: 'EXCLUSION_VIOLATION', constraint: 'state_tax_rates_overlap' };

describe('rates of a state and a type of product', () => {
  test.each([
    ['the last day of it', '2020-12-31', '2021-12-31'],
    ['the first day of it', '2019-01-01', '2020-01-01'],
    ['days within it', '2020-03-01', '2020-03-31'],
    ['what is open after it began', '2020-06-01', null],
    ['what is open and began before it', '2019-06-01', null],
  ])('do not overlap: %s', async (_, from, to) => {
    const state = 'XA';
    const [first] = await add(rate('2020-01-01', '2020-12-31', { state }));
    await expect(add(rate(from, to, { state }))).rejects.toMatchObject(overlap);
    await world.database.superadminDb.delete(stateTaxRates).where(eq(stateTaxRates.id, first!.id));
  });

  test('follow each other, and hold beside those of others', async () => {
    const state = 'XB';
    await add(rate('2020-01-01', '2020-12-31', { state }));
    await add(rate('2021-01-01', null, { state }));
    await add(rate('2019-01-01', '2019-12-31', { state }));
    await add(rate('2020-06-01', null, { state, productType: 'beer' }));
    await add(rate('2020-06-01', null, { state: 'XC' }));
    await world.database.superadminDb
      .insert(stateTaxRates)
      .values(rate('2020-06-01', null, { state, organizationId: world.theirs.organizationId }));
    const rows = await world.as('victor', () =>
      world.database.db.select().from(stateTaxRates).where(eq(stateTaxRates.state, state)),
    );
    expect(rows).toHaveLength(4);
  });

  test('do not overlap after a change either', async () => {
    const state = 'XD';
    await add(rate('2020-01-01', '2020-12-31', { state }));
    const [second] = await add(rate('2021-01-01', null, { state }));
    const change = world.as('alice', () =>
      world.database.db
        .update(stateTaxRates)
        .set({ validFrom: '2020-12-31' })
        .where(eq(stateTaxRates.id, second!.id)),
    );
    await expect(change).rejects.toMatchObject(overlap);
  });
});

/** Two that wait for each other are told so; of them, too, one goes through. */
const loses = { sqlState: expect.stringMatching(/^(23P01|40P01)$/) };

test('two who write overlapping rates at once: one wins', async () => {
  for (let round = 0; round < 5; round += 1) {
    const state = `Z${'ABCDE'[round]}`;
    let ready = 0;
    const write = (validFrom: string) =>
      world.as('alice', () =>
        world.database.db.transaction(async (tx) => {
          await tx.execute(sql`select 1`);
          ready += 1;
          while (ready < 2) await new Promise((resolve) => setTimeout(resolve, 5));
          await tx.insert(stateTaxRates).values(rate(validFrom, null, { state }));
        }),
      );
    const results = await Promise.allSettled([write('2020-01-01'), write('2020-06-01')]);
    expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(results.find(({ status }) => status === 'rejected')).toMatchObject({ reason: loses });
    const kept = await world.as('alice', () =>
      world.database.db
        .select()
        .from(stateTaxRates)
        .where(and(eq(stateTaxRates.state, state), eq(stateTaxRates.productType, 'wine'))),
    );
    expect(kept).toHaveLength(1);
  }
});
