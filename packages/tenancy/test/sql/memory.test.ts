import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { tenantSql, type TenantClient } from '../../src/index.ts';
import { serverDatabase } from '../support/database.ts';
import { inAcme } from '../support/tenants.ts';

const megabyte = 1_000_000;

/** How far the process's memory rises above what it was, in bytes, while `work` runs. */
async function peakOf(work: () => PromiseLike<void>): Promise<number> {
  const before = process.memoryUsage.rss();
  let peak = before;
  const timer = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), 5);
  try {
    await inAcme(work);
  } finally {
    clearInterval(timer);
  }
  return Math.max(peak, process.memoryUsage.rss()) - before;
}

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** Bytes that somebody still holds. */
function held(): number {
  collectGarbage();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

describe.each(['node-postgres', 'postgres-js'] as const)('200 MB by %s', (kind) => {
  let database: Awaited<ReturnType<typeof serverDatabase>>;
  let client: TenantClient;

  beforeAll(async () => {
    database = await serverDatabase(kind);
    client = database.client({ max: 1 });
    await inAcme(() => client.query('select 1'));
  });
  afterAll(async () => {
    await client.close();
    await database.close();
  });

  test('a COPY takes a small part of it in memory', async () => {
    let bytes = 0;
    const peak = await peakOf(async () => {
      const rows = tenantSql(
        client,
      )`select repeat('x', 999) from generate_series(1, ${200_000}::int)`;
      for await (const chunk of await tenantSql(client)`copy (${rows}) to stdout`.copy()) {
        bytes += (chunk as Buffer).length;
      }
    });
    expect(bytes).toBe(200 * megabyte);
    expect(peak).toBeLessThan(100 * megabyte);
  });

  test('a cursor holds a batch at a time', async () => {
    let rows = 0;
    const samples: number[] = [];
    await inAcme(async () => {
      const all = tenantSql(client)`select repeat('x', 10000) from generate_series(1, 20000)`;
      for await (const batch of all.cursor(200)) {
        rows += batch.length;
        if (rows % 4000 === 0) samples.push(held());
      }
    });
    expect(rows).toBe(20_000);
    expect(Math.max(...samples) - samples[0]!).toBeLessThan(50 * megabyte);
  });
});
