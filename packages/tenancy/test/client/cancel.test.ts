import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { TenantClient, withTenant } from '../../src/index.ts';
import { serverDatabase, type ServerDatabase } from '../support/database.ts';
import { serverDrivers } from '../support/drivers.ts';
import { acme, secret } from '../support/schema.ts';
import { sessionPooler, type SessionPooler } from '../support/session-pooler.ts';

// A cancel request names a session, and travels on a connection of its own: which of the two arrives first, the request or
// the end of the connection that it is about, is up to the client.

describe.each(serverDrivers)('cancelling through a pooler, on %s', (_, driver) => {
  let database: ServerDatabase;
  let pooler: SessionPooler;
  let client: TenantClient;
  beforeAll(async () => {
    database = await serverDatabase('node-postgres');
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    pooler = await sessionPooler(new URL(database.url));
    client = new TenantClient(driver(pooler.through(database.url)), { secret, max: 1 });
  });
  afterEach(async () => {
    await client.close();
    await pooler.close();
  });

  /** Aborts a statement while it runs. Returns how long its caller waited after that, in ms. */
  async function abortWhile(text: string, before = () => {}): Promise<number> {
    const abort = new AbortController();
    const { signal } = abort;
    const work = withTenant({ organizationId: acme.id }, () => client.query(text), { signal });
    const outcome = work.catch((error: unknown) => error);
    await vi.waitFor(async () => expect(await running(text)).toBe(1), { timeout: 5000 });
    before();
    const start = performance.now();
    abort.abort();
    expect(await outcome).toMatchObject({ code: 'ABORTED' });
    return performance.now() - start;
  }

  const running = async (text: string) => {
    const rows = await database.admin(
      `select from pg_stat_activity where query = '${text}' and state = 'active' and pid <> pg_backend_pid()`,
    );
    return rows.length;
  };

  test('the request is passed on before the connection is cut, and nobody waits for it', async () => {
    const text = 'select pg_sleep(20), 1';
    expect(await abortWhile(text)).toBeLessThan(80);
    await vi.waitFor(async () => expect(await running(text)).toBe(0), { timeout: 5000 });
    await vi.waitFor(() => expect(pooler.clients()).toBe(0), { timeout: 5000 });
    expect(pooler.dropped()).toBe(0);
  });

  test('one that cannot be delivered: the connection is cut all the same', async () => {
    await abortWhile('select pg_sleep(1), 2', () => pooler.refuse());
    await vi.waitFor(() => expect(pooler.clients()).toBe(0), { timeout: 5000 });
  });

  test('one that overtakes its statement is repeated', async () => {
    await withTenant({ organizationId: acme.id }, () => client.query('select 1'));
    pooler.haveNoServer(300);
    const text = 'select pg_sleep(20), 4';
    const options = { signal: AbortSignal.timeout(20) };
    const work = withTenant({ organizationId: acme.id }, () => client.query(text), options);
    await expect(work).rejects.toMatchObject({ code: 'ABORTED' });
    await vi.waitFor(() => expect(pooler.clients()).toBe(0), { timeout: 5000 });
    await sleep(400);
    expect(await running(text)).toBe(0);
    expect(pooler.dropped()).toBeGreaterThan(0);
  });

  test('the next statement has another connection', async () => {
    await abortWhile('select pg_sleep(20), 3');
    const { rows } = await withTenant({ organizationId: acme.id }, () =>
      client.query('select pg_sleep(0.3), 1 as one'),
    );
    expect(rows).toMatchObject([{ one: 1 }]);
  });
});
