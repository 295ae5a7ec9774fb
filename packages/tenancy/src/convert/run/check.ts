import { rowsOf } from '../../catalog/queryable.ts';
import type { PartRun, RunContext } from './context.ts';
import { ProblemsFoundError } from './errors.ts';
import { inNotedTransaction } from './transaction.ts';

/**
 * Runs a query that must find nothing: its column `problem` says what it found.
 *
 * @throws ProblemsFoundError
 */
export function runCheck(context: RunContext, run: PartRun): Promise<void> {
  return inNotedTransaction(context, run, async () => {
    await context.db.query('set local lock_timeout = 0');
    const found = await rowsOf<{ problem: string }>(context.db, run.step.part.sql);
    if (found.length > 0) throw new ProblemsFoundError(found.map(({ problem }) => problem));
    return undefined;
  });
}
