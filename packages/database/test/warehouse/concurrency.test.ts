import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { enterContext } from '../support/enter-context.ts';
import { openWarehouse, type Warehouse } from './warehouse.ts';

let warehouse: Warehouse;
let clients: readonly pg.Client[] = [];

beforeAll(async () => {
  warehouse = await openWarehouse();
});
afterEach(async () => {
  await Promise.all(clients.map((client) => client.end()));
  clients = [];
});
afterAll(() => warehouse.database.close());

/** As many connections of the app login, each in Erin's context. */
async function connect(n: number): Promise<readonly pg.Client[]> {
  const connectionString = warehouse.database.urls!.app;
  clients = await Promise.all(
    Array.from({ length: n }, async () => {
      const client = new pg.Client({ connectionString });
      await client.connect();
      await enterContext(client, {
        organizationId: warehouse.acme,
        userId: warehouse.people.user('erin'),
      });
      return client;
    }),
  );
  return clients;
}

interface Place {
  readonly itemId: string;
  readonly locationId: string;
}

const insert = (client: pg.Client, places: readonly Place[], delta: string) =>
  client.query(
    `insert into inventory_ledger (item_id, location_id, quantity_delta, reason, user_id)
     select (p ->> 'itemId')::uuid, (p ->> 'locationId')::uuid, $2::numeric, 'receipt', $3::uuid
       from jsonb_array_elements($1::jsonb) with ordinality as e (p, n) order by n`,
    [JSON.stringify(places), delta, warehouse.people.user('erin')],
  );

const quantityOf = async ({ itemId }: Place) => {
  const [row, ...others] = await warehouse.balances(itemId);
  return others.length === 0 ? row?.quantity : `${others.length + 1} balances`;
};

describe('32 writers on as many connections', () => {
  test('to one balance, which is not there yet: nothing is lost, no deadlock', async () => {
    const place = await warehouse.place();
    const writers = await connect(32);
    await Promise.all(
      writers.map(async (client, n) => {
        for (let round = 0; round < 10; round += 1) await insert(client, [place], `${n + 1}`);
      }),
    );
    expect(await quantityOf(place)).toBe(`${(10 * 32 * 33) / 2}.000`);
  });

  test('take from one balance what is there, and no more', async () => {
    const place = await warehouse.place();
    await warehouse.enter('erin', [{ ...place, quantityDelta: '20' }]);
    const writers = await connect(32);
    const results = await Promise.allSettled(
      writers.map((client) => insert(client, [place], '-1')),
    );
    const refused = results.filter((result) => result.status === 'rejected');
    expect(refused.map(({ reason }) => reason.constraint)).toEqual(
      Array.from({ length: 12 }, () => 'inventory_balances_not_negative'),
    );
    expect(await quantityOf(place)).toBe('0.000');
  });

  test('write the same balances in opposite orders without a deadlock', async () => {
    const places = await Promise.all(Array.from({ length: 12 }, () => warehouse.place()));
    const reversed = places.toReversed();
    const writers = await connect(32);
    await Promise.all(
      writers.map(async (client, n) => {
        for (let round = 0; round < 5; round += 1) {
          await insert(client, n % 2 === 0 ? places : reversed, '1');
        }
      }),
    );
    const quantities = await Promise.all(places.map(quantityOf));
    expect(new Set(quantities)).toEqual(new Set(['160.000']));
  });
});

test('a second writer waits for the first, and adds to what it left, or to what was before', async () => {
  const place = await warehouse.place();
  const [first, second] = await connect(2);
  for (const [end, expected] of [
    ['rollback', '1.000'],
    ['commit', '12.000'],
  ]) {
    await first!.query('begin');
    await insert(first!, [place], '10');
    const waiting = insert(second!, [place], '1');
    await first!.query(end!);
    await waiting;
    expect(await quantityOf(place)).toBe(expected);
  }
});
