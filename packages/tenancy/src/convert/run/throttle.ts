import { setTimeout as sleep } from 'node:timers/promises';
import { rowsOf, type Queryable } from '../../catalog/queryable.ts';
import type { RunContext } from './context.ts';

/** How often replicas are looked at, in ms. */
const lookEvery = 1_000;
const looked = new WeakMap<Queryable, number>();

export interface Spent {
  /** Rows of the last batch. */
  readonly rows: number;
  /** When it began, as `performance.now()`. */
  readonly since: number;
  readonly step: string;
}

/** Waits as long as the pace asks for: rows a second, and replicas that are behind. */
export async function throttle(context: RunContext, { rows, since, step }: Spent): Promise<void> {
  const { pace, signal, db, onProgress } = context;
  if (pace.rowsPerSecond !== undefined) {
    const due = since + (1_000 * rows) / pace.rowsPerSecond;
    const wait = due - performance.now();
    if (wait > 0) await sleep(wait, undefined, { signal });
  }
  if (performance.now() - (looked.get(db) ?? -Infinity) < lookEvery) return;
  for (let lag = await replicationLag(db); lag > pace.maxLag; lag = await replicationLag(db)) {
    onProgress({ step, done: 0, total: 0, waiting: `a replica is ${Math.round(lag)} s behind` });
    await sleep(lookEvery, undefined, { signal });
  }
  looked.set(db, performance.now());
}

/** How far the furthest replica is behind, in seconds; 0 where there is none. What has nothing to replay is not behind. */
export async function replicationLag(db: Queryable): Promise<number> {
  const [row] = await rowsOf<{ lag: number }>(
    db,
    `select coalesce(extract(epoch from max(coalesce(replay_lag, flush_lag, write_lag))), 0)::float8 as lag
       from pg_catalog.pg_stat_replication where state = 'streaming'`,
  );
  return row?.lag ?? 0;
}
