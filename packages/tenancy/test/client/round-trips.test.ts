import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { tenantDatabase } from '../../src/drizzle.ts';
import type { TenantClient } from '../../src/index.ts';
import { countedClient, type CountedClient } from '../support/counted-client.ts';
import { projects, schema } from '../support/schema.ts';

describe('round trips on node-postgres', () => {
  let counted: CountedClient;
  let client: TenantClient;
  beforeAll(async () => {
    counted = await countedClient('node-postgres');
    ({ client } = counted);
  });
  afterAll(() => counted.close());
  const db = () => tenantDatabase(client, { schema });

  test('a statement takes one, also the first time', async () => {
    expect(await counted.roundTrips(() => db().select().from(projects).execute())).toBe(1);
    expect(await counted.roundTrips(() => db().query.projects.findMany())).toBe(1);
    const update = () => db().update(projects).set({ size: 5 }).execute();
    expect(await counted.roundTrips(update)).toBe(1);
  });

  test('a thousand rows come back in one', async () => {
    const text = 'select g, repeat($1, 100) from generate_series(1, 1000) g';
    expect(await counted.roundTrips(() => client.query(text, ['x']))).toBe(1);
  });

  test('a statement that fails takes one to say so, and one more to roll back', async () => {
    const failing = () => client.query('select 1/0').catch(() => {});
    expect(await counted.roundTrips(failing)).toBe(1);
    expect(await counted.roundTrips(() => client.query('select 1'))).toBe(2);
  });

  test('a batch of five takes one', async () => {
    const batch = Array.from({ length: 5 }, (_, i) => ({ text: 'select $1::int', values: [i] }));
    expect(await counted.roundTrips(() => client.batch(batch))).toBe(1);
  });

  test.each([1, 2, 5])('a transaction of %i takes one more', async (n) => {
    const transaction = () =>
      db().transaction(async (tx) => {
        for (let i = 0; i < n; i += 1) await tx.select().from(projects).where(eq(projects.size, i));
      });
    expect(await counted.roundTrips(transaction)).toBe(n + 1);
  });

  test('a transaction without statements takes none', async () => {
    expect(await counted.roundTrips(() => db().transaction(async () => {}))).toBe(0);
  });
});

describe('round trips on postgres.js', () => {
  let counted: CountedClient;
  let client: TenantClient;
  beforeAll(async () => {
    counted = await countedClient('postgres-js');
    ({ client } = counted);
  });
  afterAll(() => counted.close());

  test('a statement takes one, also the first time, with parameters, and when it fails', async () => {
    expect(await counted.roundTrips(() => client.query('select name from projects'))).toBe(1);
    const add = () => client.query('select $1::int + $2::int', [1, 2]);
    expect(await counted.roundTrips(add)).toBe(1);
    const failing = () => client.query('select 1/$1::int', [0]).catch(() => {});
    expect(await counted.roundTrips(failing)).toBe(1);
    expect(await counted.roundTrips(() => client.query('select 1'))).toBe(1);
  });

  test('a batch takes one a statement: each waits for the confirmation before it', async () => {
    const batch = Array.from({ length: 5 }, (_, i) => ({ text: 'select $1::int', values: [i] }));
    expect(await counted.roundTrips(() => client.batch(batch))).toBe(5);
  });

  test.each([1, 2, 5])('a transaction of %i takes one more', async (n) => {
    const transaction = () =>
      client.transaction(async (tx) => {
        for (let i = 0; i < n; i += 1) await tx.query('select $1::int', [i]);
      });
    expect(await counted.roundTrips(transaction)).toBe(n + 1);
  });
});
