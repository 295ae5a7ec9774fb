import { rowsOf } from '../../catalog/queryable.ts';
import type { PartRun, RunContext } from './context.ts';
import { ProblemsFoundError } from './errors.ts';

/**
 * Runs a query that must find nothing: its column `problem` says what it found. Nothing is noted: rows may be others when it runs again.
 *
 * @throws ProblemsFoundError
 */
export async function runCheck({ db }: RunContext, { step }: PartRun): Promise<void> {
  await db.query('set lock_timeout = 0');
  const found = await rowsOf<{ problem: string }>(db, step.part.sql);
  if (found.length > 0) throw new ProblemsFoundError(found.map(({ problem }) => problem));
}
