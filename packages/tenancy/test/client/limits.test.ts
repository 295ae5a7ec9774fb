import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import {
  type TenantClient,
  type TenantClientOptions,
  withTenant,
  type WorkOptions,
} from '../../src/index.ts';
import { serverDatabase } from '../support/database.ts';
import { acme, globex } from '../support/schema.ts';

const later = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe.each(['node-postgres', 'postgres-js'] as const)('bounds, on %s', (kind) => {
  let database: Awaited<ReturnType<typeof serverDatabase>>;
  let clients: TenantClient[] = [];
  beforeAll(async () => {
    database = await serverDatabase(kind);
  });
  afterEach(async () => {
    await Promise.all(clients.map((client) => client.close()));
    clients = [];
  });
  afterAll(() => database.close());

  function open(options: TenantClientOptions = {}): TenantClient {
    const client = database.client({ max: 1, ...options });
    clients.push(client);
    return client;
  }
  const inAcme = <T>(fn: () => T | PromiseLike<T>, options?: WorkOptions) =>
    withTenant({ organizationId: acme.id }, fn, options);
  const inGlobex = <T>(fn: () => T | PromiseLike<T>) =>
    withTenant({ organizationId: globex.id }, fn);
  const add = (name: string) => ({
    text: 'insert into projects (name) values ($1)',
    values: [name],
  });
  const stored = async (name: string) =>
    (await database.admin(`select from projects where name = '${name}'`)).length;

  describe('timeouts', () => {
    test('a statement that takes too long is stopped, and the connection goes on', async () => {
      const client = open({ timeouts: { statement: 150 } });
      const slow = inAcme(() => client.query('select pg_sleep(5)'));
      await expect(slow).rejects.toMatchObject({ code: 'QUERY_CANCELED', sqlState: '57014' });
      const { rows } = await inGlobex(() =>
        client.query('select count(*)::int as n from projects'),
      );
      expect(rows).toEqual([{ n: 3 }]);
    });

    test('a context has its own, for itself alone, in a transaction too', async () => {
      const client = open({ timeouts: { statement: 150 } });
      const patient = { timeouts: { statement: 5000 } };
      await inAcme(() => client.query('select pg_sleep(0.3)'), patient);
      await inAcme(() => client.transaction((tx) => tx.query('select pg_sleep(0.3)')), patient);
      const hasty = inAcme(() => client.transaction((tx) => tx.query('select pg_sleep(5)')));
      await expect(hasty).rejects.toMatchObject({ code: 'QUERY_CANCELED' });
      const free = open();
      await inAcme(() => free.query('select 1'), { timeouts: { statement: 77 } });
      const { rows } = await inGlobex(() =>
        free.query(`select current_setting('statement_timeout') as t`),
      );
      expect(rows).toEqual([{ t: '0' }]);
    });

    test('a lock that is not to be had is an error of its own', async () => {
      const [holder, waiter] = [open(), open({ timeouts: { lock: 100 } })];
      const lock = 'lock table notes in share row exclusive mode';
      await inAcme(() =>
        holder.transaction(async (tx) => {
          await tx.query(lock);
          const waiting = inAcme(() => waiter.query(lock));
          await expect(waiting).rejects.toMatchObject({ code: 'LOCK_TIMEOUT', sqlState: '55P03' });
        }),
      );
    });

    test('a transaction that stands still is ended, and nothing of it is kept', async () => {
      const client = open({ timeouts: { idleInTransaction: 100 } });
      const idle = inAcme(() =>
        client.transaction(async (tx) => {
          await tx.query(add('idle'));
          await later(400);
          await tx.query(add('idle too'));
        }),
      );
      await expect(idle).rejects.toMatchObject({
        code: expect.stringMatching(/^(CONNECTION_LOST|TRANSACTION_ENDED)$/),
      });
      expect([await stored('idle'), await stored('idle too')]).toEqual([0, 0]);
      expect((await inGlobex(() => client.query('select 1 as one'))).rows).toEqual([{ one: 1 }]);
    });

    test.each([
      { statement: 0 },
      { lock: -1 },
      { statement: 1.5 },
      { idleInTransaction: 2 ** 31 },
      { query: 1 },
    ])('%j are refused', async (timeouts) => {
      const wrong = { code: 'TIMEOUTS_INVALID' };
      expect(() => database.client({ timeouts })).toThrow(expect.objectContaining(wrong));
      await expect(inAcme(() => 'ran', { timeouts })).rejects.toMatchObject(wrong);
    });
  });

  describe('an AbortSignal', () => {
    const aborted = { code: 'ABORTED' };

    test('stops a statement on the server too, and the next tenant is not hit', async () => {
      const client = open();
      const abort = new AbortController();
      const slow = inAcme(() => client.query('select pg_sleep(20)'), { signal: abort.signal });
      await later(150);
      const start = performance.now();
      abort.abort(new Error('the visitor left'));
      await expect(slow).rejects.toMatchObject({
        ...aborted,
        cause: { message: 'the visitor left' },
      });
      expect(performance.now() - start).toBeLessThan(500);
      for (let i = 0; i < 5; i += 1) {
        const { rows } = await inGlobex(() => client.query('select pg_sleep(0.02), 1 as one'));
        expect(rows).toMatchObject([{ one: 1 }]);
      }
      const sleeping = `select from pg_stat_activity where query like '%pg_sleep(20)%' and state = 'active'
        and pid <> pg_backend_pid()`;
      expect(await database.admin(sleeping)).toEqual([]);
    });

    test('ends the waiting for a connection, and loses none', async () => {
      const client = open();
      const slow = inGlobex(() => client.query('select pg_sleep(0.4)'));
      await later(50);
      const abort = AbortSignal.timeout(50);
      await expect(inAcme(() => client.query('select 1'), { signal: abort })).rejects.toMatchObject(
        aborted,
      );
      await slow;
      expect((await inGlobex(() => client.query('select 1 as one'))).rows).toEqual([{ one: 1 }]);
    });

    test('that is aborted already sends nothing', async () => {
      const client = open();
      const work = inAcme(() => client.query(add('too late')), { signal: AbortSignal.abort() });
      await expect(work).rejects.toMatchObject(aborted);
      expect(await stored('too late')).toBe(0);
    });

    test.each(['before the next statement', 'before the commit', 'in a statement'])(
      'rolls a transaction back: %s',
      async (when) => {
        const client = open();
        const abort = new AbortController();
        const work = inAcme(
          () =>
            client.transaction(async (tx) => {
              await tx.query(add(`aborted ${when}`));
              if (when === 'in a statement') {
                setTimeout(() => abort.abort(), 50);
                await tx.query('select pg_sleep(20)');
              }
              abort.abort();
              if (when === 'before the next statement') await tx.query('select 1');
            }),
          { signal: abort.signal },
        );
        await expect(work).rejects.toMatchObject(aborted);
        expect(await stored(`aborted ${when}`)).toBe(0);
        expect((await inGlobex(() => client.query('select 1 as one'))).rows).toEqual([{ one: 1 }]);
      },
    );

    test('holds in nested contexts', async () => {
      const client = open();
      const signal = AbortSignal.abort();
      const work = inAcme(() => inGlobex(() => client.query('select 1')), { signal });
      await expect(work).rejects.toMatchObject(aborted);
    });
  });
});
