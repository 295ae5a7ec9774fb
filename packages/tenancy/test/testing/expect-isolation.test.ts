import { drizzle } from 'drizzle-orm/node-postgres';
import pg from 'pg';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectIsolation, IsolationError, isolationMatchers } from '../../src/testing.ts';
import { safeDatabase, type SafeDatabase } from '../proof/safe-database.ts';

let safe: SafeDatabase;

beforeAll(async () => {
  safe = await safeDatabase();
});
afterAll(() => safe.close());

/** Catalogs alone: what attacks find has its own tests. */
const quick = { prove: false } as const;

async function broken<T>(fn: () => Promise<T>): Promise<T> {
  await safe.run('alter table sales.orders no force row level security');
  try {
    return await fn();
  } finally {
    await safe.run('alter table sales.orders force row level security');
  }
}

test('a safe database passes, attacks and all', { timeout: 60_000 }, async () => {
  await expectIsolation(safe.admin, safe.config);
});

describe('takes what a project has at hand', () => {
  test('a pool of node-postgres, and Drizzle on it', async () => {
    const pool = new pg.Pool({ connectionString: safe.url, max: 1 });
    await expectIsolation(pool, safe.config, quick);
    await expectIsolation(drizzle(pool), safe.config, quick);
    expect(pool.idleCount).toBe(1);
    await pool.end();
  });

  test('postgres.js', async () => {
    const sql = postgres(safe.url, { max: 1 });
    await expectIsolation(sql, safe.config, quick);
    await sql.end();
  });

  test('and refuses what is none of it', async () => {
    await expect(expectIsolation({}, safe.config)).rejects.toThrow(TypeError);
  });
});

test('a broken one fails with what was found', async () => {
  const error = await broken(() =>
    expectIsolation(safe.admin, safe.config, quick).catch((reason: unknown) => reason),
  );
  expect(error).toBeInstanceOf(IsolationError);
  expect(error).toMatchObject({ code: 'NOT_ISOLATED', findings: [{ rule: '0002' }] });
  expect((error as Error).message).toContain('error: 0002 sales.orders');
});

test('as a matcher', async () => {
  const { toBeIsolated } = isolationMatchers;
  expect(await toBeIsolated(safe.admin, safe.config, quick)).toMatchObject({ pass: true });
  const failure = await broken(() => toBeIsolated(safe.admin, safe.config, quick));
  expect(failure.pass).toBe(false);
  expect(failure.message()).toContain('sales.orders');
});
