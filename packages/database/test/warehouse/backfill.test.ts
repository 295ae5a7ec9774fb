import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { backfillBalances, reconcileBalances } from '../../src/warehouse/index.ts';
import { asLogin } from '../support/as-login.ts';
import { enterContext } from '../support/enter-context.ts';
import { openWarehouse, type Warehouse } from './warehouse.ts';
import { testServer } from '../support/test-server.ts';

let warehouse: Warehouse;
let places: readonly { readonly itemId: string; readonly locationId: string }[];
let url: string;

beforeAll(async () => {
  warehouse = await openWarehouse();
  url = warehouse.database.urls!.superadmin;
  places = await Promise.all(Array.from({ length: 20 }, () => warehouse.place()));
  const lotId = await warehouse.lot(places[0]!.itemId, 'L-1');
  await warehouse.enter('erin', [
    ...places.map((place) => ({ ...place, quantityDelta: '5' })),
    ...places.map((place) => ({ ...place, quantityDelta: '-1.5' })),
    { ...places[0]!, lotId, quantityDelta: '7' },
    // One whose entries come to nothing.
    { ...places[1]!, quantityDelta: '-3.5' },
  ]);
});
// As if the ledger were older than its trigger.
beforeEach(async () => {
  await warehouse.superadminDb.execute(sql`delete from inventory_balances`);
  await warehouse.superadminDb.execute(sql`delete from balance_backfills`);
});
afterAll(() => warehouse.database.close());

/** All balances; and what they should be, from the ledger. */
async function balances() {
  const { rows } = await warehouse.superadminDb.execute<{ kept: string; summed: string }>(sql`
    select (select string_agg(concat_ws(' ', item_id, location_id, lot_id, quantity, extract(epoch from last_entry_at)), ',' order by item_id, location_id, lot_id)
              from inventory_balances) as kept,
           (select string_agg(concat_ws(' ', item_id, location_id, lot_id, quantity, extract(epoch from at)), ',' order by item_id, location_id, lot_id)
              from (select item_id, location_id, lot_id, sum(quantity_delta) as quantity, max(occurred_at) as at
                      from inventory_ledger group by 1, 2, 3) l) as summed`);
  return rows[0]!;
}

describe('a backfill', () => {
  test('builds every balance, and finds nothing to do the second time', async () => {
    const report = await backfillBalances({ url, batchSize: 4 });
    expect(report).toMatchObject({ continued: false, items: 25 });
    const { kept, summed } = await balances();
    expect(kept).toBe(summed);
    expect(await backfillBalances({ url })).toEqual({ items: 25, mended: 0, continued: false });
  });

  test('that was interrupted goes on where it was, and does not begin again', async () => {
    const stop = new AbortController();
    const done: number[] = [];
    const interrupted = backfillBalances({
      url,
      batchSize: 4,
      signal: stop.signal,
      onProgress(items) {
        done.push(items);
        if (items === 12) stop.abort();
      },
    });
    await expect(interrupted).rejects.toMatchObject({ code: 'INTERRUPTED' });
    expect(done).toEqual([4, 8, 12]);
    const after: number[] = [];
    const report = await backfillBalances({
      url,
      batchSize: 4,
      onProgress: (items) => after.push(items),
    });
    expect(report).toMatchObject({ continued: true, items: 25 });
    expect(after).toEqual([16, 20, 24, 25, 25]);
    const { kept, summed } = await balances();
    expect(kept).toBe(summed);
  });

  test('that breaks off keeps the batches that are done', async () => {
    const lost = backfillBalances({
      url,
      batchSize: 4,
      onProgress(items) {
        if (items === 8) throw new Error('killed');
      },
    });
    await expect(lost).rejects.toThrow('killed');
    const { rows } = await warehouse.superadminDb.execute(
      sql`select items_done, finished_at from balance_backfills`,
    );
    expect(rows).toEqual([{ items_done: 8, finished_at: null }]);
    expect(await backfillBalances({ url })).toMatchObject({ continued: true, items: 25 });
    const { kept, summed } = await balances();
    expect(kept).toBe(summed);
  });

  test('is right while others enter', async () => {
    let writing = true;
    const writers = Array.from({ length: 4 }, async (_, n) => {
      for (let round = 0; writing; round += 1) {
        const place = places[(round * 7 + n) % places.length]!;
        await warehouse.enter('erin', [{ ...place, quantityDelta: '1' }]);
      }
    });
    await backfillBalances({ url, batchSize: 2 });
    writing = false;
    await Promise.all(writers);
    const { kept, summed } = await balances();
    expect(kept).toBe(summed);
  });
});

describe('a reconciliation', () => {
  const spoil = async () => {
    await backfillBalances({ url });
    const [first, second, third] = places;
    await warehouse.superadminDb.execute(
      sql`update inventory_balances set quantity = 99 where item_id = ${first!.itemId} and lot_id is null`,
    );
    await warehouse.superadminDb.execute(
      sql`delete from inventory_balances where item_id = ${second!.itemId}`,
    );
    await warehouse.superadminDb.execute(
      sql`insert into inventory_balances (organization_id, item_id, location_id, quantity)
        values (${warehouse.acme}, ${third!.itemId}, ${first!.locationId}, 3)`,
    );
    return { first: first!, second: second!, third: third! };
  };

  test('reports what differs, and changes nothing', async () => {
    const { first, second, third } = await spoil();
    const found = await reconcileBalances({ url });
    const { organizationId } = found[0]!;
    expect(organizationId).toBe(warehouse.acme);
    const of = (id: string) => found.filter(({ itemId }) => itemId === id);
    expect(found).toHaveLength(3);
    expect(of(first.itemId)).toMatchObject([{ lotId: null, balance: '99.000' }]);
    expect(of(second.itemId)).toMatchObject([{ locationId: second.locationId, balance: null }]);
    expect(of(third.itemId)).toMatchObject([
      { locationId: first.locationId, balance: '3.000', ledger: '0.000' },
    ]);
    expect(await reconcileBalances({ url })).toEqual(found);
  });

  test('mends it when asked, and then finds nothing', async () => {
    await spoil();
    expect(await reconcileBalances({ url, repair: true })).toHaveLength(3);
    expect(await reconcileBalances({ url })).toEqual([]);
  });

  test('waits for whoever is entering something, and loses nothing of it', async () => {
    const { first } = await spoil();
    const waiting = `select from pg_stat_activity where datname = current_database()
      and application_name = 'startkit-reconcile-balances' and wait_event_type = 'Lock'`;
    await asLogin(warehouse.database.urls!.app, async (client) => {
      const userId = warehouse.people.user('erin');
      await enterContext(client, { organizationId: warehouse.acme, userId });
      await client.query('begin');
      await client.query(
        `insert into inventory_ledger (item_id, location_id, quantity_delta, reason, user_id)
         values ($1, $2, 4, 'receipt', $3)`,
        [first.itemId, first.locationId, userId],
      );
      const mending = reconcileBalances({ url, repair: true });
      const { pathname } = new URL(url);
      const admin = Object.assign(new URL(testServer()), { pathname }).toString();
      await vi.waitUntil(
        () => asLogin(admin, async (look) => (await look.query(waiting)).rowCount === 1),
        { timeout: 10_000 },
      );
      await client.query('commit');
      await mending;
    });
    expect(await reconcileBalances({ url })).toEqual([]);
  });

  test('of one organization leaves the others alone', async () => {
    await spoil();
    const { startup: organizationId } = warehouse;
    expect(await reconcileBalances({ url, organizationId, repair: true })).toEqual([]);
    expect(await reconcileBalances({ url, organizationId: warehouse.acme })).toHaveLength(3);
  });
});
