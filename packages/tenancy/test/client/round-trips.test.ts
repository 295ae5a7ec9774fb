import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { tenantDatabase } from '../../src/drizzle.ts';
import { TenantClient, withTenant } from '../../src/index.ts';
import { nodePostgres } from '../../src/node-postgres.ts';
import { postgresJs } from '../../src/postgres-js.ts';
import { serverDatabase } from '../support/database.ts';
import { countingProxy, type CountingProxy } from '../support/proxy.ts';
import { acme, projects, schema, secret } from '../support/schema.ts';

// Counted by a proxy between client and server, not by the client.
describe('round trips on node-postgres', () => {
  let database: Awaited<ReturnType<typeof serverDatabase>>;
  let proxy: CountingProxy;
  let client: TenantClient;
  const inAcme = <T>(fn: () => T | PromiseLike<T>) => withTenant({ organizationId: acme.id }, fn);
  const db = () => tenantDatabase(client, { schema });

  beforeAll(async () => {
    database = await serverDatabase('node-postgres');
    proxy = await countingProxy(new URL(database.url));
    const url = Object.assign(new URL(database.url), { port: String(proxy.port) });
    client = new TenantClient(nodePostgres({ connectionString: url.toString() }), {
      secret,
      max: 1,
    });
    await inAcme(() => client.query('select 1'));
  });
  afterAll(async () => {
    await client.close();
    await proxy.close();
    await database.close();
  });

  async function counted(fn: () => Promise<unknown>): Promise<number> {
    const before = proxy.roundTrips();
    await inAcme(fn);
    return proxy.roundTrips() - before;
  }

  test('a statement takes one, also the first time', async () => {
    expect(await counted(() => db().select().from(projects).execute())).toBe(1);
    expect(await counted(() => db().query.projects.findMany())).toBe(1);
    expect(await counted(() => db().update(projects).set({ size: 5 }).execute())).toBe(1);
  });

  test('a thousand rows come back in one', async () => {
    const text = 'select g, repeat($1, 100) from generate_series(1, 1000) g';
    expect(await counted(() => client.query(text, ['x']))).toBe(1);
  });

  test('a statement that fails takes one to say so, and one more to roll back', async () => {
    const failing = () => client.query('select 1/0').catch(() => {});
    expect(await counted(failing)).toBe(1);
    expect(await counted(() => client.query('select 1'))).toBe(2);
  });

  test('a batch of five takes one', async () => {
    const batch = Array.from({ length: 5 }, (_, i) => ({ text: 'select $1::int', values: [i] }));
    expect(await counted(() => client.batch(batch))).toBe(1);
  });

  test.each([1, 2, 5])('a transaction of %i takes one more', async (n) => {
    const transaction = () =>
      db().transaction(async (tx) => {
        for (let i = 0; i < n; i += 1) await tx.select().from(projects).where(eq(projects.size, i));
      });
    expect(await counted(transaction)).toBe(n + 1);
  });

  test('a transaction without statements takes none', async () => {
    expect(await counted(() => db().transaction(async () => {}))).toBe(0);
  });
});

describe('round trips on postgres.js', () => {
  let database: Awaited<ReturnType<typeof serverDatabase>>;
  let proxy: CountingProxy;
  let client: TenantClient;

  beforeAll(async () => {
    database = await serverDatabase('postgres-js');
    proxy = await countingProxy(new URL(database.url));
    const url = Object.assign(new URL(database.url), { port: String(proxy.port) }).toString();
    client = new TenantClient(postgresJs({ connectionString: url }), { secret, max: 1 });
    await withTenant({ organizationId: acme.id }, () => client.query('select 1'));
  });
  afterAll(async () => {
    await client.close();
    await proxy.close();
    await database.close();
  });

  async function counted(fn: () => Promise<unknown>): Promise<number> {
    const before = proxy.roundTrips();
    await withTenant({ organizationId: acme.id }, fn);
    return proxy.roundTrips() - before;
  }

  test('a statement takes one, also the first time, with parameters, and when it fails', async () => {
    expect(await counted(() => client.query('select name from projects'))).toBe(1);
    expect(await counted(() => client.query('select $1::int + $2::int', [1, 2]))).toBe(1);
    expect(await counted(() => client.query('select 1/$1::int', [0]).catch(() => {}))).toBe(1);
    expect(await counted(() => client.query('select 1'))).toBe(1);
  });

  test('a batch takes one a statement: each waits for the confirmation before it', async () => {
    const batch = Array.from({ length: 5 }, (_, i) => ({ text: 'select $1::int', values: [i] }));
    expect(await counted(() => client.batch(batch))).toBe(5);
  });

  test.each([1, 2, 5])('a transaction of %i takes one more', async (n) => {
    const transaction = () =>
      client.transaction(async (tx) => {
        for (let i = 0; i < n; i += 1) await tx.query('select $1::int', [i]);
      });
    expect(await counted(transaction)).toBe(n + 1);
  });
});
