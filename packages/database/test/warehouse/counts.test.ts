import { and, asc, eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { withTenant } from '../../src/index.ts';
import {
  countLines,
  countSheets,
  inventoryLedger,
  type CountSheetStatus,
} from '../../src/schema/index.ts';
import { openWarehouse, type Warehouse } from './warehouse.ts';

let warehouse: Warehouse;

beforeAll(async () => {
  warehouse = await openWarehouse();
});
afterAll(() => warehouse.database.close());

const broken = (constraint: string) => ({ code: 'CHECK_VIOLATION', constraint });
let numbers = 0;

/** A sheet that is being counted, of a place with `there` of a new item. */
async function counting(there: string) {
  const place = await warehouse.place();
  await warehouse.enter('erin', [{ ...place, quantityDelta: there }]);
  numbers += 1;
  return warehouse.as('erin', async () => {
    const [sheet] = await warehouse.db
      .insert(countSheets)
      .values({ countNumber: `C-${numbers}`, locationId: place.locationId })
      .returning();
    await setStatus(sheet!.id, 'counting');
    return { ...place, sheetId: sheet!.id, countNumber: sheet!.countNumber };
  });
}

const setStatus = (id: string, status: CountSheetStatus) =>
  warehouse.db.update(countSheets).set({ status }).where(eq(countSheets.id, id));
const count = (countSheetId: string, itemId: string, counted: string | null) =>
  warehouse.db.insert(countLines).values({ countSheetId, itemId, counted }).returning();
const post = (user: string, id: string) => warehouse.as(user, () => setStatus(id, 'posted'));
const entriesOf = (itemId: string) =>
  warehouse.superadminDb
    .select()
    .from(inventoryLedger)
    .where(and(eq(inventoryLedger.itemId, itemId), eq(inventoryLedger.reason, 'count')))
    .orderBy(asc(inventoryLedger.id));

describe('a count', () => {
  test('that is posted becomes entries for what differs, in the name of who posted it', async () => {
    const { sheetId, itemId, locationId, countNumber } = await counting('10');
    const other = await warehouse.place();
    await warehouse.as('erin', async () => {
      await count(sheetId, itemId, '7.5');
      await count(sheetId, other.itemId, '0');
    });
    await post('dave', sheetId);
    const entries = await entriesOf(itemId);
    expect(entries).toMatchObject([
      {
        quantityDelta: '-2.500',
        locationId,
        reference: countNumber,
        userId: warehouse.people.user('dave'),
      },
    ]);
    expect(await warehouse.balances(itemId)).toEqual([{ quantity: '7.500', lotId: null }]);
    expect(await entriesOf(other.itemId)).toEqual([]);
  });

  test('expects what is there when something is counted, so that what moves later is no variance', async () => {
    const { sheetId, itemId, locationId } = await counting('10');
    const [line] = await warehouse.as('erin', () => count(sheetId, itemId, null));
    expect(line).toMatchObject({ expected: '10.000', counted: null, variance: null });
    await warehouse.enter('erin', [{ itemId, locationId, quantityDelta: '5' }]);
    const [counted] = await warehouse.as('erin', () =>
      warehouse.db
        .update(countLines)
        .set({ counted: '14' })
        .where(eq(countLines.id, line!.id))
        .returning(),
    );
    expect(counted).toMatchObject({ expected: '15.000', variance: '-1.000' });
    await warehouse.enter('erin', [
      { itemId, locationId, quantityDelta: '-4', reason: 'shipment' },
    ]);
    await post('erin', sheetId);
    expect(await warehouse.balances(itemId)).toEqual([{ quantity: '10.000', lotId: null }]);
  });

  test('expects what the ledger says, not what a member says', async () => {
    const { sheetId, itemId } = await counting('10');
    const [line] = await warehouse.as('erin', () =>
      warehouse.db
        .insert(countLines)
        .values({ countSheetId: sheetId, itemId, counted: '10', expected: '3' })
        .returning(),
    );
    expect(line).toMatchObject({ expected: '10.000', variance: '0.000' });
  });

  test('expects it of staff in the organization, too; outside of it they load what was', async () => {
    const { sheetId, itemId } = await counting('10');
    const line = { organizationId: warehouse.acme, countSheetId: sheetId, itemId, expected: '3' };
    const [loaded] = await warehouse.superadminDb.insert(countLines).values(line).returning();
    expect(loaded).toMatchObject({ expected: '3.000' });
    await warehouse.superadminDb.delete(countLines).where(eq(countLines.id, loaded!.id));
    const staff = { organizationId: warehouse.acme, userId: warehouse.people.user('admin') };
    const [own] = await withTenant({ ...staff, isSuperadmin: true }, () =>
      warehouse.db.insert(countLines).values(line).returning(),
    );
    expect(own).toMatchObject({ expected: '10.000' });
  });

  test('goes one way: begun as a draft, counted, posted or cancelled', async () => {
    const { sheetId, locationId } = await counting('1');
    const back = warehouse.as('erin', () => setStatus(sheetId, 'draft'));
    await expect(back).rejects.toMatchObject(broken('count_sheets_status_order'));
    const born = warehouse.as('erin', () =>
      warehouse.db
        .insert(countSheets)
        .values({ countNumber: 'born', locationId, status: 'posted', postedAt: new Date() }),
    );
    await expect(born).rejects.toMatchObject({ code: 'ROW_SECURITY_VIOLATION' });
    await warehouse.as('erin', () => setStatus(sheetId, 'cancelled'));
    await expect(post('erin', sheetId)).rejects.toMatchObject(broken('count_sheets_final'));
  });

  test('is not posted before everything is counted, nor by a viewer', async () => {
    const { sheetId, itemId } = await counting('1');
    const [line] = await warehouse.as('erin', () => count(sheetId, itemId, null));
    await expect(post('erin', sheetId)).rejects.toMatchObject(broken('count_sheets_counted'));
    await warehouse.as('erin', () =>
      warehouse.db.update(countLines).set({ counted: '2' }).where(eq(countLines.id, line!.id)),
    );
    await expect(post('victor', sheetId)).rejects.toMatchObject({ code: 'ROW_SECURITY_VIOLATION' });
    expect(await entriesOf(itemId)).toEqual([]);
  });

  test('that is posted does not change any more, whoever asks, and neither do its lines', async () => {
    const { sheetId, itemId } = await counting('1');
    const other = await warehouse.place();
    const [line] = await warehouse.as('erin', () => count(sheetId, itemId, '2'));
    await post('erin', sheetId);
    const sheet = eq(countSheets.id, sheetId);
    const its = eq(countLines.id, line!.id);
    for (const db of [warehouse.db, warehouse.superadminDb]) {
      const as = <T>(fn: () => PromiseLike<T>) => warehouse.as('alice', fn);
      const sheetChanges = [
        () => db.update(countSheets).set({ status: 'counting' }).where(sheet),
        () => db.update(countSheets).set({ status: 'posted' }).where(sheet),
        () => db.update(countSheets).set({ countNumber: 'x' }).where(sheet),
        () => db.delete(countSheets).where(sheet),
      ];
      for (const change of sheetChanges) {
        await expect(as(change)).rejects.toMatchObject(broken('count_sheets_final'));
      }
      for (const change of [
        () => db.update(countLines).set({ counted: '3' }).where(its),
        () => db.delete(countLines).where(its),
      ]) {
        await expect(as(change)).rejects.toMatchObject(broken('count_lines_final'));
      }
    }
    const late = warehouse.as('erin', () => count(sheetId, other.itemId, '1'));
    await expect(late).rejects.toMatchObject(broken('count_lines_final'));
    expect(await entriesOf(itemId)).toHaveLength(1);
  });

  test('below zero is refused as any entry is, and the sheet stays open', async () => {
    const { sheetId, itemId, locationId } = await counting('5');
    await warehouse.as('erin', () => count(sheetId, itemId, '2'));
    await warehouse.enter('erin', [
      { itemId, locationId, quantityDelta: '-4', reason: 'shipment' },
    ]);
    await expect(post('erin', sheetId)).rejects.toMatchObject(
      broken('inventory_balances_not_negative'),
    );
    const [sheet] = await warehouse.superadminDb
      .select()
      .from(countSheets)
      .where(eq(countSheets.id, sheetId));
    expect(sheet).toMatchObject({ status: 'counting', postedAt: null });
  });
});

describe('at the same time', () => {
  test('sixteen post one count: one does, its differences are entered once', async () => {
    const { sheetId, itemId } = await counting('10');
    await warehouse.as('erin', () => count(sheetId, itemId, '12'));
    const results = await Promise.allSettled(
      Array.from({ length: 16 }, () => post('erin', sheetId)),
    );
    const refused = results.filter((result) => result.status === 'rejected');
    expect(refused).toHaveLength(15);
    for (const { reason } of refused) expect(reason).toMatchObject(broken('count_sheets_final'));
    expect(await entriesOf(itemId)).toHaveLength(1);
    expect(await warehouse.balances(itemId)).toEqual([{ quantity: '12.000', lotId: null }]);
  });

  test('lines that come while it is posted are posted too, or refused: none is lost', async () => {
    const { sheetId, itemId } = await counting('10');
    await warehouse.as('erin', () => count(sheetId, itemId, '11'));
    const places = await Promise.all(Array.from({ length: 8 }, () => warehouse.place()));
    const results = await Promise.allSettled([
      ...places
        .slice(0, 4)
        .map((place) => warehouse.as('erin', () => count(sheetId, place.itemId, '1'))),
      post('dave', sheetId),
      ...places
        .slice(4)
        .map((place) => warehouse.as('erin', () => count(sheetId, place.itemId, '1'))),
    ]);
    const added = results.filter((result) => result.status === 'fulfilled').length - 1;
    const refused = results.filter((result) => result.status === 'rejected');
    for (const { reason } of refused) expect(reason).toMatchObject(broken('count_lines_final'));
    const posted = await Promise.all(places.map(({ itemId: id }) => entriesOf(id)));
    expect(posted.flat()).toHaveLength(added);
  });
});
