import { AsyncResource } from 'node:async_hooks';
import { setTimeout as later } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ConnectionLostError, type TenantClient } from '../../src/index.ts';
import { sleepingBackend, terminate, terminateAll } from '../support/backends.ts';
import { serverDatabase } from '../support/database.ts';
import { soakRuns } from '../support/soak.ts';
import {
  addEntry,
  globexNames,
  inAcme,
  inGlobex,
  projectNames,
  storedEntries,
} from '../support/tenants.ts';

/** A commit of an entry called "slow ..." takes as long as a test needs. */
const slowCommit = `
  create function slow_commit() returns trigger language plpgsql as 'begin perform pg_sleep(5); return null; end';
  create constraint trigger slow_commit after insert on entries deferrable initially deferred
    for each row when (new.action like 'slow%') execute function slow_commit()`;

/** Runs what it is given outside every context and transaction. */
const outside = AsyncResource.bind(<T>(fn: () => T) => fn());

describe.each(['node-postgres', 'postgres-js'] as const)(
  'a backend terminated under %s',
  (driver) => {
    let database: Awaited<ReturnType<typeof serverDatabase>>;
    let client: TenantClient;
    beforeAll(async () => {
      database = await serverDatabase(driver);
      await database.admin(slowCommit);
    });
    afterAll(() => database.close());
    beforeEach(() => {
      // One place only: whoever comes next gets it at once.
      client = database.client({ max: 1 });
    });
    afterEach(() => client.close());

    /** Another tenant, next in line for the place; in a flow of its own, also when a transaction lets it in. */
    const nextInLine = () => outside(() => inGlobex(() => projectNames(client)));

    async function terminateSleeping(): Promise<void> {
      await terminate(database, await sleepingBackend(database));
    }

    test('in a unit: the unit fails as lost, and nothing of it is stored', async () => {
      const unit = inAcme(() =>
        client.query(`insert into entries (action) select 'unit' from pg_sleep(5)`),
      );
      const [lost, next] = await Promise.allSettled([unit, nextInLine(), terminateSleeping()]);
      expect(lost).toMatchObject({ reason: expect.any(ConnectionLostError) });
      expect(next).toMatchObject({ value: globexNames });
      expect(await storedEntries(database, 'unit')).toEqual([]);
    });

    test('in the commit of a unit: the unit fails as lost, and nothing of it is stored', async () => {
      const unit = inAcme(() => addEntry(client, 'slow unit'));
      const [lost, next] = await Promise.allSettled([unit, nextInLine(), terminateSleeping()]);
      expect(lost).toMatchObject({ reason: expect.any(ConnectionLostError) });
      expect(next).toMatchObject({ value: globexNames });
      expect(await storedEntries(database, 'slow')).toEqual([]);
    });

    test('in the commit of a transaction: it fails as lost, and nothing of it is stored', async () => {
      const transaction = inAcme(() => client.transaction((tx) => addEntry(tx, 'slow commit')));
      const [lost, next] = await Promise.allSettled([
        transaction,
        nextInLine(),
        terminateSleeping(),
      ]);
      expect(lost).toMatchObject({ reason: expect.any(ConnectionLostError) });
      expect(next).toMatchObject({ value: globexNames });
      expect(await storedEntries(database, 'slow')).toEqual([]);
    });

    test('between two statements: the second one is sent to nobody else', async () => {
      let next: Promise<unknown> | undefined;
      const transaction = inAcme(() =>
        client.transaction(async (tx) => {
          await addEntry(tx, 'between, first');
          next = nextInLine();
          await terminateAll(database);
          return addEntry(tx, 'between, second');
        }),
      );
      await expect(transaction).rejects.toThrow(ConnectionLostError);
      expect(await next).toEqual(globexNames);
      expect(await storedEntries(database, 'between')).toEqual([]);
    });

    test('between two statements, the loss swallowed: no statement is sent, and no commit reported', async () => {
      let next: Promise<unknown> | undefined;
      const outcomes: unknown[] = [];
      const transaction = inAcme(() =>
        client.transaction(async (tx) => {
          await addEntry(tx, 'swallowed 1');
          next = nextInLine();
          await terminateAll(database);
          for (const n of [2, 3]) {
            outcomes.push(await addEntry(tx, `swallowed ${n}`).catch((error: unknown) => error));
            await later(20);
          }
        }),
      );
      await expect(transaction).rejects.toMatchObject({ code: 'TRANSACTION_ENDED' });
      expect(outcomes).toMatchObject([{ code: 'CONNECTION_LOST' }, { code: 'TRANSACTION_ENDED' }]);
      expect(await next).toEqual(globexNames);
      expect(await storedEntries(database, 'swallowed')).toEqual([]);
    });

    test('before the commit, with no statement in between: no commit is reported', async () => {
      const transaction = inAcme(() =>
        client.transaction(async (tx) => {
          await addEntry(tx, 'uncommitted');
          await terminateAll(database);
        }),
      );
      await expect(transaction).rejects.toThrow(ConnectionLostError);
      expect(await storedEntries(database, 'uncommitted')).toEqual([]);
    });

    test('at any moment: what was reported committed is stored, what was refused is not', async () => {
      const many = database.client({ max: 4 });
      const terminator = new AbortController();
      const terminating = (async () => {
        while (!terminator.signal.aborted) {
          await terminateAll(database);
          await later(15);
        }
      })();
      const write = (n: number) => {
        const [inTenant, name] =
          n % 2 ? ([inAcme, 'Acme'] as const) : ([inGlobex, 'Globex'] as const);
        const add = (): Promise<unknown> =>
          n % 4 < 2
            ? addEntry(many, `at any ${n}`)
            : many.transaction(async (tx) => {
                await addEntry(tx, `at any ${n}`);
                await tx.query('select 1');
              });
        return inTenant(add).then(
          () => ({ entry: `${name}: at any ${n}`, code: 'COMMITTED' }),
          ({ code }: { code: string }) => ({ entry: `${name}: at any ${n}`, code }),
        );
      };
      const outcomes: Awaited<ReturnType<typeof write>>[] = [];
      for (let n = 0; n < soakRuns(6) * 16; n += 16) {
        const round = Array.from({ length: 16 }, (_, i) => write(n + i));
        outcomes.push(...(await Promise.all(round)));
      }
      terminator.abort();
      await terminating;
      const stored = new Set(await storedEntries(database, 'at any'));
      const known = new Set(outcomes.map(({ entry }) => entry));
      expect([...stored].filter((entry) => !known.has(entry))).toEqual([]);
      for (const { entry, code } of outcomes) {
        expect(['COMMITTED', 'CONNECTION_LOST', 'CONNECTION_FAILED']).toContain(code);
        if (code === 'COMMITTED') expect(stored).toContain(entry);
        if (code === 'CONNECTION_FAILED') expect(stored).not.toContain(entry);
      }
      const codes = new Set(outcomes.map(({ code }) => code));
      expect(codes).toContain('COMMITTED');
      expect(codes).toContain('CONNECTION_LOST');
      await many.close();
    });
  },
);
