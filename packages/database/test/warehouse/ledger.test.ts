import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inventoryBalances, inventoryLedger, items } from '../../src/schema/index.ts';
import { asLogin } from '../support/as-login.ts';
import { enterContext } from '../support/enter-context.ts';
import { openWarehouse, type Warehouse } from './warehouse.ts';

let warehouse: Warehouse;

beforeAll(async () => {
  warehouse = await openWarehouse();
});
afterAll(() => warehouse.database.close());

const denied = { code: 'PERMISSION_DENIED' };
const refusedRow = { code: 'ROW_SECURITY_VIOLATION' };
const belowZero = { code: 'CHECK_VIOLATION', constraint: 'inventory_balances_not_negative' };

describe('a balance', () => {
  test('is the sum of what was entered', async () => {
    const place = await warehouse.place();
    await warehouse.enter('erin', [{ ...place, quantityDelta: '10' }]);
    await warehouse.enter('erin', [
      { ...place, quantityDelta: '2.125' },
      { ...place, quantityDelta: '-4', reason: 'shipment' },
    ]);
    expect(await warehouse.balances(place.itemId)).toEqual([{ quantity: '8.125', lotId: null }]);
  });

  test('is kept lot by lot; what belongs to no lot has one, too', async () => {
    const place = await warehouse.place();
    const lotId = await warehouse.lot(place.itemId, 'L-1');
    for (const lot of [null, lotId, null, lotId]) {
      await warehouse.enter('erin', [{ ...place, lotId: lot, quantityDelta: '3' }]);
    }
    expect(await warehouse.balances(place.itemId)).toEqual([
      { quantity: '6.000', lotId },
      { quantity: '6.000', lotId: null },
    ]);
  });

  test('says when its last entry happened, whatever was entered last', async () => {
    const place = await warehouse.place();
    const [earlier, later] = [new Date('2026-01-01'), new Date('2026-02-01')];
    await warehouse.enter('erin', [{ ...place, quantityDelta: '1', occurredAt: later }]);
    await warehouse.enter('erin', [{ ...place, quantityDelta: '1', occurredAt: earlier }]);
    const [row] = await warehouse.superadminDb
      .select()
      .from(inventoryBalances)
      .where(eq(inventoryBalances.itemId, place.itemId));
    expect(row!.lastEntryAt).toEqual(later);
  });

  test('does not go below zero, and what would take it there is not entered', async () => {
    const place = await warehouse.place();
    await warehouse.enter('erin', [{ ...place, quantityDelta: '5' }]);
    const take = warehouse.enter('erin', [{ ...place, quantityDelta: '-5.001' }]);
    await expect(take).rejects.toMatchObject(belowZero);
    const first = await warehouse.place();
    const fromNothing = warehouse.enter('erin', [{ ...first, quantityDelta: '-1' }]);
    await expect(fromNothing).rejects.toMatchObject(belowZero);
    await warehouse.enter('erin', [{ ...place, quantityDelta: '-5' }]);
    expect(await warehouse.balances(place.itemId)).toEqual([{ quantity: '0.000', lotId: null }]);
    expect(await warehouse.balances(first.itemId)).toEqual([]);
  });

  test('goes below zero where the settings allow it, and is brought back up where they no longer do', async () => {
    const place = await warehouse.place();
    await warehouse.allowNegativeStock(true);
    await warehouse.enter('erin', [{ ...place, quantityDelta: '-5' }]);
    await warehouse.allowNegativeStock(false);
    await warehouse.enter('erin', [{ ...place, quantityDelta: '2' }]);
    const further = warehouse.enter('erin', [{ ...place, quantityDelta: '-1' }]);
    await expect(further).rejects.toMatchObject(belowZero);
    expect(await warehouse.balances(place.itemId)).toEqual([{ quantity: '-3.000', lotId: null }]);
  });

  test('is not written by members, nor by the system, whatever their role', async () => {
    const writes = [
      `update inventory_balances set quantity = 1000`,
      `insert into inventory_balances (item_id, location_id, quantity) select item_id, location_id, 1 from inventory_ledger limit 1`,
      `delete from inventory_balances`,
      `truncate inventory_balances`,
    ];
    for (const userId of [warehouse.people.user('alice'), undefined]) {
      for (const statement of writes) {
        const refused = asLogin(warehouse.database.urls!.app, async (client) => {
          await enterContext(client, {
            organizationId: warehouse.acme,
            ...(userId === undefined ? {} : { userId }),
          });
          return client.query(statement);
        });
        await expect(
          refused.catch(({ code }: { code: string }) => [statement, code]),
        ).resolves.toEqual([statement, '42501']);
      }
    }
  });

  test('is not written by calling what the trigger calls', async () => {
    for (const name of ['update_inventory_balance', 'post_count_sheet']) {
      const call = asLogin(warehouse.database.urls!.app, (client) =>
        client.query(`select app.${name}()`),
      );
      await expect(call).rejects.toMatchObject({ code: '42501' });
    }
  });
});

describe('an entry', () => {
  test('is of the lot’s own item', async () => {
    const [place, other] = [await warehouse.place(), await warehouse.place()];
    const lotId = await warehouse.lot(other.itemId, 'L-1');
    const wrong = warehouse.enter('erin', [{ ...place, lotId, quantityDelta: '1' }]);
    await expect(wrong).rejects.toMatchObject({
      code: 'FOREIGN_KEY_VIOLATION',
      constraint: 'inventory_ledger_lot_fk',
    });
  });

  test('moves something', async () => {
    const place = await warehouse.place();
    const nothing = warehouse.enter('erin', [{ ...place, quantityDelta: '0' }]);
    await expect(nothing).rejects.toMatchObject({ code: 'CHECK_VIOLATION' });
  });

  test('is written in one’s own name, now, and not as a count', async () => {
    const place = { ...(await warehouse.place()), quantityDelta: '1' };
    const forged = [
      { ...place, userId: warehouse.people.user('alice') },
      { ...place, userId: null },
      { ...place, createdAt: new Date(0) },
    ];
    for (const entry of forged) {
      await expect(warehouse.enter('erin', [entry])).rejects.toMatchObject(refusedRow);
    }
    const count = { ...place, reason: 'count' as const };
    await expect(warehouse.enter('erin', [count])).rejects.toMatchObject({
      code: 'CHECK_VIOLATION',
    });
    expect(await warehouse.balances(place.itemId)).toEqual([]);
  });

  test('is not written by a viewer', async () => {
    const place = await warehouse.place();
    const refused = warehouse.enter('victor', [{ ...place, quantityDelta: '1' }]);
    await expect(refused).rejects.toMatchObject(refusedRow);
    const item = warehouse.as('victor', () =>
      warehouse.db.insert(items).values({ itemNumber: 'V-1', name: 'A viewer’s' }),
    );
    await expect(item).rejects.toMatchObject(refusedRow);
  });

  test('is never changed or removed, not even by staff', async () => {
    const changes = [
      sql`update inventory_ledger set reason = 'return'`,
      sql`delete from inventory_ledger`,
    ];
    for (const change of changes) {
      await expect(warehouse.as('alice', () => warehouse.db.execute(change))).rejects.toMatchObject(
        denied,
      );
      await expect(warehouse.superadminDb.execute(change)).rejects.toMatchObject(denied);
    }
  });
});

describe('another organization', () => {
  test('sees nothing of the warehouse', async () => {
    for (const table of [
      'items',
      'locations',
      'lots',
      'inventory_ledger',
      'inventory_balances',
      'count_sheets',
      'count_lines',
    ]) {
      const count = sql.raw(`select count(*)::int as n from ${table}`);
      const own = await warehouse.as('victor', () => warehouse.db.execute(count));
      const others = await warehouse.asStranger(() => warehouse.db.execute(count));
      expect([table, Number(own.rows[0]!['n']) > 0, others.rows[0]!['n']]).toEqual([
        table,
        true,
        0,
      ]);
    }
  });

  test('enters nothing there, and of nothing that lies there', async () => {
    const place = await warehouse.place();
    const userId = warehouse.people.user('bob');
    const entry = { ...place, quantityDelta: '1', reason: 'receipt', userId } as const;
    const enter = (organizationId: string) =>
      warehouse.asStranger(() =>
        warehouse.db.insert(inventoryLedger).values({ ...entry, organizationId }),
      );
    await expect(enter(warehouse.acme)).rejects.toMatchObject(refusedRow);
    await expect(enter(warehouse.startup)).rejects.toMatchObject({
      code: 'FOREIGN_KEY_VIOLATION',
    });
    expect(await warehouse.balances(place.itemId)).toEqual([]);
  });
});

describe('without the ledger’s policy', () => {
  const run = (statement: string) =>
    asLogin(warehouse.database.urls!.migration, (client) => client.query(statement));
  beforeAll(async () => {
    await run(
      'create policy hole on inventory_ledger for insert to startkit_app with check (true)',
    );
  });
  afterAll(async () => {
    await run('drop policy hole on inventory_ledger');
  });

  test('the trigger still writes no balance of another organization', async () => {
    const place = await warehouse.place();
    const forged = warehouse.asStranger(() =>
      warehouse.db.insert(inventoryLedger).values({
        ...place,
        organizationId: warehouse.acme,
        quantityDelta: '1',
        reason: 'receipt',
      }),
    );
    await expect(forged).rejects.toMatchObject({
      sqlState: '42501',
      message: expect.stringContaining('not of this organization'),
    });
  });
});

test('the seeded balances are what the seeded ledger says', async () => {
  const { rows } = await warehouse.superadminDb.execute(sql`
    select l.name, b.quantity from inventory_balances b join locations l on l.id = b.location_id
      join items i on i.id = b.item_id where i.item_number = 'W-1001' order by 1`);
  expect(rows).toEqual([
    { name: 'A-01', quantity: '192.000' },
    { name: 'Shelf', quantity: '32.000' },
  ]);
});
