import { setTimeout as sleep } from 'node:timers/promises';
import { rowsOf, type Queryable } from '../../catalog/queryable.ts';
import { ConversionStoppedError } from './errors.ts';
import type { RunContext } from './context.ts';

/** lock_not_available, deadlock_detected, serialization_failure. */
const passing = new Set(['55P03', '40P01', '40001']);

/** Between two attempts, in ms: doubled each time. */
const shortest = 50;
const longest = 3_000;

export function isLocked(error: unknown): boolean {
  return passing.has((error as { code?: string }).code ?? '');
}

/**
 * Tries until a lock is to be had. In between nothing waits behind us.
 *
 * @param about the step, and the tables whose locks it takes.
 * @throws ConversionStoppedError when patience ends; says who holds the lock. Any other error as it is.
 */
export async function untilUnlocked<T>(
  { db, pace, signal, onProgress }: RunContext,
  about: { readonly step: string; readonly tables: readonly string[] },
  attempt: () => Promise<T>,
): Promise<T> {
  const started = performance.now();
  for (let pause = shortest; ; pause = Math.min(longest, pause * 2)) {
    signal.throwIfAborted();
    try {
      return await attempt();
    } catch (error) {
      if (!isLocked(error)) throw error;
      const holder = await holderOf(db, about.tables);
      if (performance.now() - started > pace.patience) {
        throw new ConversionStoppedError(
          `${about.step} did not get its lock for ${Math.round(pace.patience / 1000)} s: ${holder}. What was done is kept: run it again.`,
          { cause: error },
        );
      }
      onProgress({ step: about.step, done: 0, total: 0, waiting: holder });
      await sleep(pause * (0.5 + Math.random()), undefined, { signal });
    }
  }
}

/** Who has held a lock on one of the tables for longest, as it may be printed. */
async function holderOf(db: Queryable, tables: readonly string[]): Promise<string> {
  const [row] = await rowsOf<{ holder: string }>(
    db,
    `select pg_catalog.format('process %s (%s%s) has %s since %s s', a.pid, coalesce(nullif(a.application_name, ''), a.usename::text),
              case when a.backend_type <> 'client backend' then ', ' || a.backend_type else ', ' || a.state end,
              l.relation::pg_catalog.regclass, extract(epoch from now() - a.xact_start)::int) as holder
       from pg_catalog.pg_locks l
       join pg_catalog.pg_stat_activity a on a.pid = l.pid
      where l.granted and l.pid <> pg_catalog.pg_backend_pid()
        and l.relation in (select pg_catalog.to_regclass(t) from pg_catalog.json_array_elements_text($1::text::json) t)
      order by a.xact_start limit 1`,
    [JSON.stringify(tables)],
  );
  return row?.holder ?? 'others come first';
}
