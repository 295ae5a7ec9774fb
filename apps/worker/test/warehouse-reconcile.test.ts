import { inventoryBalances, inventoryLedger, items, locations } from '@startkit/database/schema';
import { and, eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { warehouseReconcileAll } from '../src/jobs/superadmin-warehouse-reconcile-all.ts';
import { warehouseReconcile } from '../src/jobs/superadmin-warehouse-reconcile.ts';
import { openQueue, type NewJob, type Queue } from '../src/queue.ts';
import { startWorker } from '../src/worker.ts';
import { killChildren, startChild } from './support/child.ts';
import { createFixture, eventually, type Fixture } from './support/fixture.ts';

let fixture: Fixture;
let queue: Queue;
let surroundings: NodeJS.ProcessEnv;
/** An item with five in stock, in each of two organizations. */
let ours: Place;
let theirs: Place;

interface Place {
  readonly organizationId: string;
  readonly itemId: string;
  readonly locationId: string;
}

beforeAll(async () => {
  fixture = await createFixture();
  surroundings = process.env;
  process.env = { ...process.env, ...fixture.environment };
  queue = await openQueue({ url: fixture.urls!.superadmin, log: () => undefined });
  ours = await stock(fixture.acme);
  theirs = await stock(fixture.startup);
});
afterAll(async () => {
  killChildren();
  await queue.close();
  process.env = surroundings;
  await fixture.close();
});
beforeEach(async () => {
  await fixture.superadminDb.execute(sql`delete from pgboss.job`);
  for (const place of [ours, theirs]) await setBalance(place, '99');
});

async function stock(organizationId: string): Promise<Place> {
  const { superadminDb } = fixture;
  const [item] = await superadminDb
    .insert(items)
    .values({ organizationId, itemNumber: 'R-1', name: 'Reconciled' })
    .returning();
  const [location] = await superadminDb
    .insert(locations)
    .values({ organizationId, site: 'R', name: 'Reconciled' })
    .returning();
  const place = { organizationId, itemId: item!.id, locationId: location!.id };
  await superadminDb
    .insert(inventoryLedger)
    .values({ ...place, quantityDelta: '5', reason: 'receipt' });
  return place;
}

const its = ({ organizationId, itemId }: Place) =>
  and(eq(inventoryBalances.organizationId, organizationId), eq(inventoryBalances.itemId, itemId));
/** As a mistake, or a restored table, leaves it. */
const setBalance = (place: Place, quantity: string) =>
  fixture.superadminDb.update(inventoryBalances).set({ quantity }).where(its(place));
async function balanceOf(place: Place): Promise<string | undefined> {
  const [row] = await fixture.superadminDb.select().from(inventoryBalances).where(its(place));
  return row?.quantity;
}

/** Runs the job for an organization, and returns what it says. */
async function reconcile({ organizationId }: Place, payload: object = {}) {
  const lines: string[] = [];
  await warehouseReconcile().perform(
    { organizationId, userId: null, payload },
    {
      signal: new AbortController().signal,
      log: (line) => lines.push(line),
      enqueue: () => Promise.reject(new Error('not expected')),
    },
  );
  return lines;
}

const differs = ({ itemId, locationId }: Place) =>
  `item ${itemId}, location ${locationId}: the balance is 99.000, the ledger says 5.000`;

test('says which balances of an organization are not what the ledger says, and leaves them', async () => {
  const left = '1 balance was not what the ledger says, and left so';
  expect(await reconcile(ours)).toEqual([differs(ours), left]);
  expect(await reconcile(theirs)).toEqual([differs(theirs), left]);
  expect(await balanceOf(ours)).toBe('99.000');
});

test('mends them when asked, of that organization alone, and then finds nothing', async () => {
  expect(await reconcile(ours, { repair: true })).toEqual([
    differs(ours),
    '1 balance was not what the ledger says, and mended',
  ]);
  expect([await balanceOf(ours), await balanceOf(theirs)]).toEqual(['5.000', '99.000']);
  expect(await reconcile(ours)).toEqual(['the balances are what the ledger says']);
});

test.each([
  ['no organization', { organizationId: undefined }],
  ['a user of the tenant', { userId: '0191d6a0-0000-7000-8000-0000000000aa' }],
  ['more than it takes', { payload: { mend: true } }],
])('with %s it fails and compares nothing', async (_, wrong) => {
  const { organizationId } = ours;
  const job = { organizationId, userId: null, payload: {}, ...wrong };
  const performed = warehouseReconcile().perform(job, {
    signal: new AbortController().signal,
    log: () => expect.unreachable(),
    enqueue: () => expect.unreachable(),
  });
  await expect(performed).rejects.toMatchObject({ code: 'JOB_DATA_INVALID' });
});

async function fanOut(data: object = {}): Promise<void> {
  await warehouseReconcileAll().perform(data, {
    signal: new AbortController().signal,
    log: () => undefined,
    enqueue: (jobs: readonly NewJob[]) => queue.insert(jobs),
  });
}

test('the fan-out makes one job for each organization with a warehouse, once a day', async () => {
  const jobOf = ({ organizationId }: Place, repair: boolean) => ({
    organizationId,
    userId: null,
    payload: { repair },
  });
  await Promise.all([fanOut(), fanOut()]);
  const once = (await fixture.jobs('warehouse.reconcile')).map(({ data }) => data);
  expect(once).toHaveLength(2);
  expect(once).toEqual(expect.arrayContaining([jobOf(ours, false), jobOf(theirs, false)]));
  await fanOut({ again: true, repair: true });
  const twice = (await fixture.jobs('warehouse.reconcile')).map(({ data }) => data);
  expect(twice).toHaveLength(4);
  expect(twice).toEqual(expect.arrayContaining([jobOf(ours, true), jobOf(theirs, true)]));
});

test('a worker reconciles every organization each day, and logs what differs', async () => {
  const lines: string[] = [];
  const worker = await startWorker({
    jobs: [warehouseReconcile(), warehouseReconcileAll()],
    daily: ['warehouse.reconcile-all'],
    log: (line) => lines.push(line),
    pollEvery: 50,
  });
  const said = (place: Place) =>
    lines.some((line) =>
      line.endsWith(` (organization ${place.organizationId}): ${differs(place)}`),
    );
  await eventually(() => said(ours) && said(theirs), 'both organizations to be reconciled');
  expect(await worker.stop()).toBe(true);
  expect(await balanceOf(ours)).toBe('99.000');
});

test('--once --repair mends the balances of all organizations, and ends', async () => {
  const worker = startChild('src/index.ts', fixture.environment, ['--once', '--repair']);
  expect(await worker.ended).toBe(0);
  expect(worker.output()).toContain(differs(ours));
  expect([await balanceOf(ours), await balanceOf(theirs)]).toEqual(['5.000', '5.000']);
});

test('--repair without --once is refused', async () => {
  const worker = startChild('src/index.ts', fixture.environment, ['--repair']);
  expect(await worker.ended).toBe(1);
  expect(worker.output()).toContain('--repair goes with --once');
});
