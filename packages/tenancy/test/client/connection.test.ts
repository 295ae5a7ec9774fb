import { createServer, type AddressInfo } from 'node:net';
import { inspect } from 'node:util';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  ConnectionError,
  PoolTimeoutError,
  TenantClient,
  withTenant,
  type Driver,
} from '../../src/index.ts';
import { nodePostgres } from '../../src/node-postgres.ts';
import { postgresJs } from '../../src/postgres-js.ts';
import { serverDatabase, type TestDatabase } from '../support/database.ts';
import { countingProxy } from '../support/proxy.ts';
import { acme } from '../support/schema.ts';

const inAcme = <T>(fn: () => T | PromiseLike<T>) => withTenant({ organizationId: acme.id }, fn);
const password = 'very-secret-password';

const drivers: Record<string, (connectionString: string) => Driver> = {
  'node-postgres': (connectionString) => nodePostgres({ connectionString }),
  'postgres-js': (connectionString) => postgresJs({ connectionString }),
};

describe.each(Object.entries(drivers))('connecting by %s', (_, driver) => {
  let database: Awaited<ReturnType<typeof serverDatabase>>;
  beforeAll(async () => {
    database = await serverDatabase('node-postgres');
  });
  afterAll(() => database.close());

  async function failure(url: string): Promise<ConnectionError> {
    const client = new TenantClient(driver(url));
    const error = await inAcme(() => client.query('select 1')).catch((e: unknown) => e);
    await client.close();
    expect(error).toBeInstanceOf(ConnectionError);
    const text = `${String(error)} ${(error as Error).stack}`;
    expect(text).not.toContain(password);
    return error as ConnectionError;
  }

  const urlWith = (parts: Partial<URL>) => Object.assign(new URL(database.url), parts).toString();

  test('nothing listens: at once, with the address and without the password', async () => {
    const error = await failure(`postgres://app:${password}@127.0.0.1:1/db`);
    expect(error.message).toContain('127.0.0.1:1/db as "app": nothing listens there');
  });

  test('a wrong password', async () => {
    const error = await failure(urlWith({ password }));
    expect(error.message).toContain('the password is wrong');
  });

  test('no such database', async () => {
    const error = await failure(urlWith({ pathname: '/nowhere' }));
    expect(error.message).toContain('no database of that name');
  });

  test.each([
    'not a url',
    'mysql://a:very-secret-password@h/d',
    'postgres://a%:very-secret-password@h/d',
  ])('a malformed connection string: %s', async (url) => {
    const error = await failure(url);
    expect(error.message).toContain('malformed');
    expect(inspect(error, { depth: 5 })).not.toContain(password);
  });

  test('a server that never answers: within 5 s, however many wait', async () => {
    const silent = createServer(() => {});
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const { port } = silent.address() as AddressInfo;
    const client = new TenantClient(driver(`postgres://app:${password}@127.0.0.1:${port}/db`), {
      max: 3,
    });
    const started = performance.now();
    const attempts = Array.from({ length: 12 }, () =>
      inAcme(() => client.query('select 1')).catch((error: unknown) => error),
    );
    for (const error of await Promise.all(attempts)) expect(error).toBeInstanceOf(ConnectionError);
    expect(performance.now() - started).toBeLessThan(6500);
    await client.close();
    silent.close();
  });

  test('a server that goes silent after the login: within 5 s', async () => {
    const proxy = await countingProxy(new URL(database.url));
    const client = new TenantClient(driver(urlWith({ port: String(proxy.port) })), { max: 1 });
    await inAcme(() => client.query('select 1'));
    proxy.silenceNext();
    await database.admin(
      `select pg_terminate_backend(pid) from pg_stat_activity where usename = 'app_login' and datname = current_database()`,
    );
    await new Promise((resolve) => setTimeout(resolve, 100));
    const started = performance.now();
    await expect(inAcme(() => client.query('select 1'))).rejects.toThrow(ConnectionError);
    expect(performance.now() - started).toBeLessThan(6500);
    await client.close();
    await proxy.close();
  });

  test('a server that comes back is used again', async () => {
    const client = new TenantClient(driver(database.url), { max: 2 });
    const read = () => inAcme(() => client.query('select count(*)::int as n from projects'));
    await Promise.all([read(), read()]);
    await database.admin(
      `select pg_terminate_backend(pid) from pg_stat_activity where usename = 'app_login' and datname = current_database()`,
    );
    await new Promise((resolve) => setTimeout(resolve, 100));
    const results = await Promise.all([read(), read(), read(), read()]);
    expect(results.map(({ rows }) => rows)).toEqual(Array.from({ length: 4 }, () => [{ n: 3 }]));
    await client.close();
  });

  test('a statement waits for a connection only so long', async () => {
    const client = new TenantClient(driver(database.url), { max: 1, acquireTimeout: 200 });
    const slow = inAcme(() => client.query('select pg_sleep(0.6)'));
    const waiting = inAcme(() => client.query('select 1'));
    await expect(waiting).rejects.toThrow(PoolTimeoutError);
    await slow;
    await client.close();
  });

  test('a closed client refuses, and closing waits for what runs', async () => {
    const client = new TenantClient(driver(database.url), { max: 1 });
    const running = inAcme(() => client.query(`select 'done' as state from pg_sleep(0.2)`));
    await new Promise((resolve) => setTimeout(resolve, 100));
    await client.close();
    expect((await running).rows).toEqual([{ state: 'done' }]);
    await expect(inAcme(() => client.query('select 1'))).rejects.toMatchObject({
      code: 'CLIENT_CLOSED',
    });
  });
});

describe('what an earlier unit leaves behind', () => {
  let database: TestDatabase & { adminUrl: string };
  beforeAll(async () => {
    database = await serverDatabase('node-postgres');
    // So that the test of temporary tables has something to find: the guard would refuse the login.
  });
  afterAll(() => database.close());

  test.each([
    ['a statement prepared by SQL', `prepare planted as select 1`],
    ['a held cursor', `declare planted cursor with hold for select 1`],
    ['a listener', `listen planted`],
    ['a session default', `set default_transaction_read_only = on`],
    ['a session default', `set default_transaction_isolation = 'serializable'`],
  ])('%s never meets the next unit: it runs on another backend', async (_, attack) => {
    const client = database.client({ max: 1 });
    const pid = async () => {
      const { rows } = await inAcme(() => client.query('select pg_backend_pid() as pid'));
      return (rows[0] as { pid: number }).pid;
    };
    const spoilt = await pid();
    await inAcme(() => client.query(attack));
    expect(await pid()).not.toBe(spoilt);
    await client.close();
  });

  test.each([
    ['a statement', (client: TenantClient) => client.query('select 1')],
    ['a transaction', (client: TenantClient) => client.transaction((tx) => tx.query('select 1'))],
  ])('%s survives a pool in which every connection is spoilt', async (_, use) => {
    const client = database.client({ max: 3 });
    const spoil = () => client.query('prepare planted as select pg_sleep(0.05)');
    await Promise.all([inAcme(spoil), inAcme(spoil), inAcme(spoil)]);
    await inAcme(() => use(client));
    await client.close();
  });

  test('an advisory lock is let go', async () => {
    const client = database.client({ max: 1 });
    await inAcme(() => client.query('select pg_advisory_lock(42)'));
    await inAcme(() => client.query('select 1'));
    const other = new pg.Client({ connectionString: database.adminUrl });
    await other.connect();
    const { rows } = await other.query('select pg_try_advisory_lock(42) as free');
    expect(rows).toEqual([{ free: true }]);
    await other.end();
    await client.close();
  });
});
