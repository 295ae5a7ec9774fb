import { AsyncResource } from 'node:async_hooks';
import { setTimeout as later } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { TransactionEndedError, type TenantClient, type Transaction } from '../../src/index.ts';
import { serverDatabase } from '../support/database.ts';
import {
  acmeNames,
  addEntry,
  globexNames,
  inAcme,
  inGlobex,
  projectNames,
  storedEntries,
} from '../support/tenants.ts';

const drivers = ['node-postgres', 'postgres-js'] as const;

// One connection: whatever is sent too late meets somebody else's session.
describe.each(drivers)('with one connection of %s', (driver) => {
  let database: Awaited<ReturnType<typeof serverDatabase>>;
  let client: TenantClient;
  beforeAll(async () => {
    database = await serverDatabase(driver);
  });
  afterAll(() => database.close());
  beforeEach(() => {
    client = database.client({ max: 1, acquireTimeout: 2000 });
  });
  afterEach(() => client.close());

  /** A handle of a transaction of Acme that has ended. */
  async function staleHandle(end: 'commit' | 'rollback'): Promise<Transaction> {
    let handle!: Transaction;
    const transaction = inAcme(() =>
      client.transaction(async (tx) => {
        handle = tx;
        await tx.query('select 1');
        if (end === 'rollback') throw new Error(end);
      }),
    );
    await transaction.catch(() => {});
    return handle;
  }

  /** Everything that a handle can be asked for. */
  const uses: [string, (handle: Transaction) => Promise<unknown>][] = [
    ['a read', (handle) => projectNames(handle)],
    ['a write', (handle) => addEntry(handle, 'stale')],
    ['a batch', (handle) => handle.batch([{ text: 'select 1' }])],
    ['a savepoint', (handle) => handle.savepoint(() => 1)],
  ];

  describe.each(['commit', 'rollback'] as const)('a handle after the %s', (end) => {
    test.each(uses)('is refused %s, wherever it is tried', async (_, use) => {
      const handle = await staleHandle(end);
      const alone = use(handle);
      const inside = inAcme(() => use(handle));
      const elsewhere = inGlobex(() => use(handle));
      const during = inGlobex(() =>
        client.transaction(async (tx) => {
          await addEntry(tx, 'kept: theirs');
          await expect(use(handle)).rejects.toThrow(TransactionEndedError);
          return projectNames(tx);
        }),
      );
      for (const attempt of [alone, inside, elsewhere]) {
        await expect(attempt).rejects.toThrow(TransactionEndedError);
      }
      expect(await during).toEqual(globexNames);
      expect(await storedEntries(database, 'stale')).toEqual([]);
    });
  });

  test('an open handle in another context is refused, and its transaction goes on', async () => {
    const outside = AsyncResource.bind((use: () => Promise<unknown>) => inGlobex(use));
    await inAcme(() =>
      client.transaction(async (tx) => {
        await addEntry(tx, `open ${driver}`);
        for (const [, use] of uses) {
          await expect(outside(() => use(tx))).rejects.toMatchObject({
            code: 'TENANT_CONTEXT_CHANGE',
          });
        }
      }),
    );
    expect(await storedEntries(database, `open`)).toEqual([`Acme: open ${driver}`]);
  });

  test('statements that nobody awaits are part of their transaction, committed with it', async () => {
    const forgotten: Promise<unknown>[] = [];
    await inAcme(() =>
      client.transaction((tx) => {
        for (let n = 0; n < 5; n += 1) forgotten.push(addEntry(tx, `forgotten ${n}`));
        forgotten.push(projectNames(tx));
      }),
    );
    expect(await inGlobex(() => projectNames(client))).toEqual(globexNames);
    expect((await Promise.all(forgotten)).at(-1)).toEqual(acmeNames);
    expect(await storedEntries(database, 'forgotten')).toHaveLength(5);
  });

  test('statements that nobody awaits are part of their transaction, rolled back with it', async () => {
    const forgotten: Promise<unknown>[] = [];
    const transaction = inAcme(() =>
      client.transaction((tx) => {
        for (let n = 0; n < 5; n += 1) forgotten.push(addEntry(tx, `undone ${n}`));
        throw new Error('undo');
      }),
    );
    await expect(transaction).rejects.toThrow('undo');
    await Promise.allSettled(forgotten);
    expect(await storedEntries(database, 'undone')).toEqual([]);
    expect(await inGlobex(() => projectNames(client))).toEqual(globexNames);
  });

  test('one that nobody awaits and that fails, fails the commit', async () => {
    const transaction = inAcme(() =>
      client.transaction(async (tx) => {
        await addEntry(tx, 'with a failure');
        tx.query('select 1/0').catch(() => {});
      }),
    );
    await expect(transaction).rejects.toMatchObject({ code: 'COMMIT_FAILED' });
    expect(await storedEntries(database, 'with a failure')).toEqual([]);
  });

  test('one sent after the end, while another tenant has the connection, is refused', async () => {
    let late: Promise<unknown> = Promise.resolve();
    await inAcme(() =>
      client.transaction(async (tx) => {
        await tx.query('select 1');
        late = later(30).then(() => addEntry(client, 'too late'));
        late.catch(() => {});
      }),
    );
    const theirs = inGlobex(() =>
      client.transaction(async (tx) => {
        await tx.query('select pg_sleep(0.1)');
        return projectNames(tx);
      }),
    );
    await expect(late).rejects.toThrow(TransactionEndedError);
    expect(await theirs).toEqual(globexNames);
    expect(await storedEntries(database, 'too late')).toEqual([]);
  });

  test('units that nobody awaits run as whoever sent them, also when the context has ended', async () => {
    const forgotten: Promise<unknown>[] = [];
    for (let n = 0; n < 10; n += 1) {
      await (n % 2 === 0 ? inAcme : inGlobex)(() => void forgotten.push(projectNames(client)));
    }
    const seen = await Promise.all(forgotten);
    expect(seen).toEqual(seen.map((_, n) => (n % 2 === 0 ? acmeNames : globexNames)));
  });
});
