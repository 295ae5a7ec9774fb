import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import type { TestDatabase } from '../../../src/testing.ts';
import type { Shop } from './shop.ts';

/**
 * Runs two units of a member on two connections: the first keeps its transaction open until the second waits for it, or
 * is through.
 *
 * @param meanwhile runs while the second waits.
 * @returns how each ended.
 */
export async function race(
  { db, superadminDb }: TestDatabase,
  { as }: Shop,
  first: () => PromiseLike<unknown>,
  second: () => PromiseLike<unknown>,
  meanwhile: () => PromiseLike<unknown> = async () => {},
): Promise<readonly PromiseSettledResult<unknown>[]> {
  const started = gate();
  const release = gate();
  const winner = as('erin', () =>
    db.transaction(async () => {
      await first();
      started.open();
      await release.opened;
    }),
  );
  await Promise.race([started.opened, winner]);
  let isThrough = false;
  const loser = Promise.resolve(as('erin', second)).finally(() => {
    isThrough = true;
  });
  const both = Promise.allSettled([winner, loser]);
  while (!isThrough && !(await someoneWaits(superadminDb))) await pause(10);
  await meanwhile();
  release.open();
  return both;
}

function gate() {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}

async function someoneWaits(superadminDb: TestDatabase['superadminDb']): Promise<boolean> {
  const { rows } = await superadminDb.execute<{ waits: boolean }>(sql`
    select exists (select from pg_locks waiting join pg_locks here on here.pid = waiting.pid
      where not waiting.granted
        and here.database = (select oid from pg_database where datname = current_database())) as waits`);
  return rows[0]!.waits;
}

/** "fulfilled", or the code of the error. */
export const endings = (results: readonly PromiseSettledResult<unknown>[]) =>
  results.map((result) =>
    result.status === 'fulfilled' ? 'fulfilled' : (result.reason as { code: string }).code,
  );
