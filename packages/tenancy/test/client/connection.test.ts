import { createServer, type AddressInfo } from 'node:net';
import { inspect } from 'node:util';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ConnectionError, PoolTimeoutError, TenantClient, withTenant } from '../../src/index.ts';
import { serverDatabase, type ServerDatabase } from '../support/database.ts';
import { serverDrivers } from '../support/drivers.ts';
import { countingProxy } from '../support/proxy.ts';
import { acme, secret } from '../support/schema.ts';

const inAcme = <T>(fn: () => T | PromiseLike<T>) => withTenant({ organizationId: acme.id }, fn);
const password = 'very-secret-password';

describe.each(serverDrivers)('connecting by %s', (_, driver) => {
  let database: ServerDatabase;
  beforeAll(async () => {
    database = await serverDatabase('node-postgres');
  });
  afterAll(() => database.close());

  async function failure(url: string): Promise<ConnectionError> {
    const client = new TenantClient(driver(url), { secret });
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
    expect(error.message).toMatch(/is the port right\? Nothing was sent\.$/);
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
      secret,
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
    const client = new TenantClient(driver(urlWith({ port: String(proxy.port) })), {
      secret,
      max: 1,
    });
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
    const client = new TenantClient(driver(database.url), { secret, max: 2 });
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
    const client = new TenantClient(driver(database.url), { secret, max: 1, acquireTimeout: 200 });
    const slow = inAcme(() => client.query('select pg_sleep(0.6)'));
    const waiting = inAcme(() => client.query('select 1'));
    await expect(waiting).rejects.toThrow(PoolTimeoutError);
    await slow;
    await client.close();
  });

  test('a closed client refuses, and closing waits for what runs', async () => {
    const client = new TenantClient(driver(database.url), { secret, max: 1 });
    const running = inAcme(() => client.query(`select 'done' as state from pg_sleep(0.2)`));
    await new Promise((resolve) => setTimeout(resolve, 100));
    await client.close();
    expect((await running).rows).toEqual([{ state: 'done' }]);
    await expect(inAcme(() => client.query('select 1'))).rejects.toMatchObject({
      code: 'CLIENT_CLOSED',
    });
  });
});

// What a session can hold, as the next unit finds it.
const leftovers = `
  select pg_backend_pid() as pid, current_user as role, current_setting('transaction_read_only') as read_only,
    current_setting('transaction_isolation') as isolation,
    (select count(*) from pg_prepared_statement() where from_sql) as prepared,
    (select count(*) from pg_cursor() where is_holdable) as cursors,
    (select count(*) from pg_listening_channels()) as listening`;

describe('what an earlier unit leaves behind', () => {
  let database: ServerDatabase;
  beforeAll(async () => {
    database = await serverDatabase('node-postgres');
  });
  afterAll(() => database.close());

  test.each([
    ['a statement prepared by SQL', `prepare planted as select 1`],
    ['a held cursor', `declare planted cursor with hold for select 1`],
    ['a role', `set role startkit_app`],
    ['a session default', `set default_transaction_read_only = on`],
    ['a session default', `set default_transaction_isolation = 'serializable'`],
  ])('%s is gone in the next unit and transaction, on the same backend', async (_, attack) => {
    const client = database.client({ max: 1 });
    const statement = { text: leftovers };
    const asTransaction = () => client.transaction((tx) => tx.query(statement));
    const before = await inAcme(() => client.query(statement));
    for (const look of [() => client.query(statement), asTransaction]) {
      await inAcme(() => client.query(attack));
      expect((await inAcme(look)).rows).toEqual(before.rows);
    }
    await client.close();
  });

  test('a listener is gone once the next unit has ended', async () => {
    const client = database.client({ max: 1 });
    await inAcme(() => client.query('listen planted'));
    await inAcme(() => client.query('select 1'));
    const { rows } = await inAcme(() => client.query(leftovers));
    expect(rows).toMatchObject([{ listening: '0' }]);
    await client.close();
  });

  test('all of it at once, with names that need quotes, does not stop the next unit', async () => {
    const client = database.client({ max: 1 });
    await inAcme(() =>
      client.query(`do $$ begin
        execute 'prepare "all" as select 1';
        execute 'prepare "a""; drop table projects" as select 1';
        execute 'declare "all" cursor with hold for select 1';
        listen "*";
        set default_transaction_read_only = on;
      end $$`),
    );
    await inAcme(() => client.query('select 1'));
    const { rows } = await inAcme(() => client.query(leftovers));
    expect(rows).toMatchObject([{ prepared: '0', cursors: '0', listening: '0', read_only: 'off' }]);
    await client.close();
  });

  test('it is cleaned away when the unit that finds it fails as well', async () => {
    const client = database.client({ max: 1 });
    await inAcme(() => client.query('set default_transaction_read_only = on'));
    await expect(inAcme(() => client.query('select 1/0'))).rejects.toThrow('division');
    const { rows } = await inAcme(() => client.query(leftovers));
    expect(rows).toMatchObject([{ read_only: 'off' }]);
    await client.close();
  });

  test('a temporary table is not to be cleaned away: the next unit is refused, and its connection goes', async () => {
    const client = database.client({ max: 1 });
    await inAcme(() => client.query('select 1'));
    // The guard has judged the login already.
    const { pathname } = new URL(database.url);
    await database.admin(`grant temporary on database ${pathname.slice(1)} to startkit_app`);
    await inAcme(() => client.query('create temporary table planted (name text)'));
    await database.admin(`revoke temporary on database ${pathname.slice(1)} from startkit_app`);
    const count = () => inAcme(() => client.query('select count(*)::int as n from projects'));
    await expect(count()).rejects.toMatchObject({ code: 'SESSION_NOT_CLEAN' });
    expect((await count()).rows).toEqual([{ n: 3 }]);
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
