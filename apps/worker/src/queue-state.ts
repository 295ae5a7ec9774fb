import { superadminDb } from '@startkit/database';
import { sql } from 'drizzle-orm';

export interface QueueState {
  /** Jobs that wait, run, or wait to be tried again. */
  readonly unfinished: number;
  /** Jobs that failed for good since then. */
  readonly failed: number;
}

/** What is in the queues of these names. */
export async function queueState(names: readonly string[], since: Date): Promise<QueueState> {
  const { rows } = await superadminDb.execute<{ unfinished: number; failed: number }>(sql`
    select count(*) filter (where state < 'completed')::int as unfinished,
      count(*) filter (where state = 'failed' and completed_on >= ${since.toISOString()}::timestamptz)::int as failed
    from pgboss.job where name in ${[...names]}`);
  return rows[0]!;
}
