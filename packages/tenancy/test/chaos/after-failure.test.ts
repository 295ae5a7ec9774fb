import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { withDeleted, type TenantClient } from '../../src/index.ts';
import { serverDatabase } from '../support/database.ts';
import { acme } from '../support/schema.ts';
import {
  acmeNames,
  addEntry,
  globexNames,
  inAcme,
  inGlobex,
  projectNames,
  storedEntries,
} from '../support/tenants.ts';

/** What a unit finds in its session that an earlier one could have left. */
const session = `
  select current_setting('app.with_deleted') as with_deleted,
    current_setting('transaction_isolation') as isolation,
    current_setting('transaction_read_only') as read_only,
    current_setting('lock_timeout') as lock_timeout,
    (select count(*)::int from pg_locks where locktype = 'advisory' and pid = pg_backend_pid()) as locks`;

const clean = {
  with_deleted: 'false',
  isolation: 'read committed',
  read_only: 'off',
  lock_timeout: '0',
  locks: 0,
};

const addNoteOfNothing = `insert into notes (project_id, body) values ('${acme.id}', 'x')`;

describe.each(['node-postgres', 'postgres-js'] as const)('on one connection of %s', (driver) => {
  let database: Awaited<ReturnType<typeof serverDatabase>>;
  let client: TenantClient;
  beforeAll(async () => {
    database = await serverDatabase(driver);
  });
  afterAll(() => database.close());
  beforeEach(() => {
    client = database.client({ max: 1 });
  });
  afterEach(() => client.close());

  /** The next unit and the next transaction, of another tenant, work and find a clean session. */
  async function expectClean(): Promise<void> {
    const asUnit = await inGlobex(() => client.query(session));
    expect(asUnit.rows).toEqual([clean]);
    const asTransaction = await inGlobex(() => client.transaction((tx) => tx.query(session)));
    expect(asTransaction.rows).toEqual([clean]);
    expect(await inGlobex(() => projectNames(client))).toEqual(globexNames);
  }

  const leaveTraces = `select set_config('lock_timeout', '77', false), pg_advisory_lock(7)`;
  const failures: [string, string, string][] = [
    ['a division by zero', 'select 1/0', '22012'],
    ['a syntax error', 'selec 1', '42601'],
    ['a constraint', `insert into projects (name) values ('Acme 1')`, '23505'],
    ['a policy', `update projects set organization_id = app.uuid_v7()`, '42501'],
    ['an abort on the server', `do $$ begin raise exception 'no'; end $$`, 'P0001'],
    ['a cancelled statement', 'select pg_cancel_backend(pg_backend_pid()), pg_sleep(1)', '57014'],
  ];

  test.each(failures)('after %s in a unit, all is clean', async (_, text, sqlState) => {
    await inAcme(() => client.query(leaveTraces));
    await expect(inAcme(() => client.query(text))).rejects.toMatchObject({ sqlState });
    await expectClean();
  });

  test.each(failures)('after %s in a transaction, all is clean', async (_, text, sqlState) => {
    const transaction = inAcme(() =>
      client.transaction(
        async (tx) => {
          await withDeleted(() => tx.query(leaveTraces));
          await addEntry(tx, 'failed');
          await tx.query(text);
        },
        { isolationLevel: 'serializable' },
      ),
    );
    await expect(transaction).rejects.toMatchObject({ sqlState });
    expect(await storedEntries(database, 'failed')).toEqual([]);
    await expectClean();
  });

  test.each(failures)(
    'after %s in a savepoint, the rest is committed',
    async (_, text, sqlState) => {
      const mark = `around ${driver} ${sqlState}`;
      await inAcme(() =>
        client.transaction(async (tx) => {
          await addEntry(tx, `${mark}: before`);
          const nested = withDeleted(() =>
            tx.savepoint(async () => {
              await addEntry(client, `${mark}: inside`);
              await tx.query(leaveTraces);
              await client.query(text);
            }),
          );
          await expect(nested).rejects.toMatchObject({ sqlState });
          expect((await tx.query('show app.with_deleted')).rows).toEqual([
            { 'app.with_deleted': 'false' },
          ]);
          await addEntry(tx, `${mark}: after`);
        }),
      );
      const stored = await storedEntries(database, mark);
      expect(stored).toEqual([`Acme: ${mark}: after`, `Acme: ${mark}: before`]);
      await expectClean();
    },
  );

  test('a constraint that a unit defers to its commit is an error, and all is clean', async () => {
    const unit = inAcme(() =>
      client.batch([
        { text: 'set constraints all deferred' },
        { text: `insert into entries (action) values ('deferred')` },
        { text: addNoteOfNothing },
      ]),
    );
    await expect(unit).rejects.toMatchObject({ code: 'FOREIGN_KEY_VIOLATION' });
    expect(await storedEntries(database, 'deferred')).toEqual([]);
    await expectClean();
  });

  test('a constraint that a transaction defers to its commit is an error, and all is clean', async () => {
    const transaction = inAcme(() =>
      client.transaction(async (tx) => {
        await tx.query('set constraints all deferred');
        await addEntry(tx, 'deferred');
        await tx.query(addNoteOfNothing);
        return 'all well';
      }),
    );
    await expect(transaction).rejects.toMatchObject({ code: 'FOREIGN_KEY_VIOLATION' });
    expect(await storedEntries(database, 'deferred')).toEqual([]);
    await expectClean();
  });

  test('a commit of a transaction whose failure was swallowed is an error, and all is clean', async () => {
    const transaction = inAcme(() =>
      client.transaction(async (tx) => {
        await addEntry(tx, 'swallowed');
        await tx.query('select 1/0').catch(() => {});
        return 'all well';
      }),
    );
    await expect(transaction).rejects.toMatchObject({ code: 'COMMIT_FAILED' });
    expect(await storedEntries(database, 'swallowed')).toEqual([]);
    await expectClean();
  });

  test('of two serializable transactions one fails to commit, and all is clean', async () => {
    const other = database.client({ max: 1 });
    const mark = `serial ${driver}`;
    /** Each counts what the other one is about to add. */
    const countAndAdd = (by: TenantClient, others: Promise<void>, counted: () => void) =>
      inAcme(() =>
        by.transaction(
          async (tx) => {
            const count = `select count(*)::int as n from entries where action like '${mark}%'`;
            await tx.query(count);
            counted();
            await others;
            await addEntry(tx, mark);
          },
          { isolationLevel: 'serializable' },
        ),
      );
    let [first, second] = [() => {}, () => {}];
    const firstCounted = new Promise<void>((resolve) => (first = resolve));
    const secondCounted = new Promise<void>((resolve) => (second = resolve));
    const outcomes = await Promise.allSettled([
      countAndAdd(client, secondCounted, first),
      countAndAdd(other, firstCounted, second),
    ]);
    const failed = outcomes.filter(({ status }) => status === 'rejected');
    expect(failed).toMatchObject([{ reason: { code: 'SERIALIZATION_FAILURE' } }]);
    expect(await storedEntries(database, mark)).toEqual([`Acme: ${mark}`]);
    await expectClean();
    expect(await inAcme(() => projectNames(other))).toEqual(acmeNames);
    await other.close();
  });
});
