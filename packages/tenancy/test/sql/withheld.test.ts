import { readdirSync, readlinkSync, statSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import {
  SpoolError,
  TenantClient,
  tenantSql,
  TenantContextMismatchError,
  withTenant,
  type Driver,
  type StepResult,
} from '../../src/index.ts';
import { serverDatabase } from '../support/database.ts';
import { serverDrivers } from '../support/drivers.ts';
import { acme, secret } from '../support/schema.ts';
import { globexNames, inAcme, inGlobex, projectNames } from '../support/tenants.ts';

/** Files of ours that this process has open; they have no name any more. */
function spools(): string[] {
  const open = readdirSync('/proc/self/fd').map((fd) => `/proc/self/fd/${fd}`);
  return open.filter((path) => {
    try {
      return readlinkSync(path).includes('startkit-copy-');
    } catch {
      return false;
    }
  });
}

const openSpools = () => spools().length;

/** Another unit's confirmation, in answer to a COPY. */
function misconfirming(driver: Driver): Driver {
  const change = (result: StepResult): StepResult =>
    typeof result.rows[0] === 'object' && Array.isArray(result.rows[0])
      ? { ...result, rows: [['another nonce']] }
      : result;
  return {
    ...driver,
    connect: async () => {
      const connection = await driver.connect();
      const run = connection.run.bind(connection);
      connection.run = async (steps) => {
        const results = await run(steps);
        const copies = steps.some(({ copyTo }) => copyTo !== undefined);
        return copies ? [...results.slice(0, 3), ...results.slice(3).map(change)] : results;
      };
      return connection;
    },
  };
}

describe.each(serverDrivers)('the bytes of a COPY on %s', (_, make) => {
  let database: Awaited<ReturnType<typeof serverDatabase>>;
  let client: TenantClient;
  let folder: string;
  const clientOn = (driver: Driver) =>
    new TenantClient(driver, { secret, max: 1, acquireTimeout: 2000, closeTimeout: 1000 });
  const large = (on: TenantClient) =>
    tenantSql(on)`copy (select repeat('x', 999) from generate_series(1, 5000)) to stdout`.copy();

  beforeAll(async () => {
    database = await serverDatabase('node-postgres');
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'spool-'));
    vi.stubEnv('TMPDIR', folder);
    client = clientOn(make(database.url));
  });
  afterEach(async () => {
    vi.unstubAllEnvs();
    await client.close();
    await rm(folder, { recursive: true, force: true });
  });

  test('are in a file without a name until they are read', async () => {
    const stream = await inAcme(() => large(client));
    expect([await readdir(folder), openSpools()]).toEqual([[], 1]);
    expect(statSync(spools()[0]!).mode & 0o777).toBe(0o600);
    expect(await buffer(stream)).toHaveLength(5_000_000);
    expect(openSpools()).toBe(0);
    (await inAcme(() => large(client))).destroy();
    await vi.waitFor(() => expect(openSpools()).toBe(0));
  });

  test('are withheld when the server confirms another unit', async () => {
    const faulty = clientOn(misconfirming(make(database.url)));
    await expect(inAcme(() => large(faulty))).rejects.toThrow(TenantContextMismatchError);
    const inTransaction = inAcme(() => faulty.transaction(() => large(faulty)));
    await expect(inTransaction).rejects.toThrow(TenantContextMismatchError);
    expect([await readdir(folder), openSpools()]).toEqual([[], 0]);
    await faulty.close();
  });

  test('are withheld when the statement fails, and the connection goes on', async () => {
    const failing = tenantSql(
      client,
    )`copy (select repeat('x', 999 / (4000 - n)) from generate_series(1, 5000) n) to stdout`;
    await expect(inAcme(() => failing.copy())).rejects.toMatchObject({ sqlState: '22012' });
    expect(openSpools()).toBe(0);
    expect(await inGlobex(() => projectNames(client))).toEqual(globexNames);
  });

  test('end the unit when they cannot be kept', async () => {
    await rm(folder, { recursive: true });
    await expect(inAcme(() => large(client))).rejects.toThrow(SpoolError);
    expect(openSpools()).toBe(0);
    expect(await inGlobex(() => projectNames(client))).toEqual(globexNames);
  });

  test('are withheld when the connection is lost', async () => {
    const slow = tenantSql(
      client,
    )`copy (select repeat('x', 999), pg_sleep(n / 2000) from generate_series(1, 5000) n) to stdout`;
    const lost = inAcme(() => slow.copy());
    setTimeout(() => {
      database
        .admin(`select pg_terminate_backend(pid) from pg_stat_activity where usename = 'app_login'
          and datname = current_database()`)
        .catch(() => {});
    }, 300);
    await expect(lost).rejects.toMatchObject({ code: 'CONNECTION_LOST' });
    expect(openSpools()).toBe(0);
  });

  test('are withheld when the work is aborted, and the server stops', async () => {
    const abort = new AbortController();
    const endless = () =>
      tenantSql(
        client,
      )`copy (select repeat('x', 999) from generate_series(1, 100000000)) to stdout`.copy();
    const aborted = withTenant({ organizationId: acme.id }, endless, { signal: abort.signal });
    setTimeout(() => abort.abort(), 200);
    await expect(aborted).rejects.toMatchObject({ code: 'ABORTED' });
    await vi.waitFor(() => expect(openSpools()).toBe(0));
    await vi.waitFor(async () => {
      const running = await database.admin(
        `select from pg_stat_activity where query like 'copy%' and datname = current_database() and state = 'active'`,
      );
      expect(running).toEqual([]);
    }, 5000);
    expect(await inGlobex(() => projectNames(client))).toEqual(globexNames);
  });

  test('are bounded by the statement timeout', async () => {
    const slow = () => tenantSql(client)`copy (select pg_sleep(5)) to stdout`.copy();
    const late = withTenant({ organizationId: acme.id }, slow, { timeouts: { statement: 100 } });
    await expect(late).rejects.toMatchObject({ code: 'QUERY_CANCELED' });
  });

  test('of a COPY that query() refused are not sent for ever', async () => {
    const endless = `copy (select repeat('x', 999) from generate_series(1, 3000000)) to stdout`;
    const refused = inAcme(() => client.query(endless));
    await expect(refused).rejects.toThrow(TenantContextMismatchError);
    await vi.waitFor(async () => {
      const running = await database.admin(
        `select from pg_stat_activity where query like 'copy%' and datname = current_database() and state = 'active'`,
      );
      expect(running).toEqual([]);
    }, 20_000);
  });
});
