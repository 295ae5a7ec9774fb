import { rowsOf } from '../../catalog/queryable.ts';
import type { PartRun, RunContext } from './context.ts';
import { ConversionStoppedError } from './errors.ts';
import { inNotedTransaction } from './transaction.ts';

/**
 * Runs a query that must find nothing.
 *
 * @throws ConversionStoppedError with what it found.
 */
export function runCheck(context: RunContext, run: PartRun): Promise<void> {
  const { id, part } = run.step;
  return inNotedTransaction(context, run, async () => {
    await context.db.query('set local lock_timeout = 0');
    const found = await rowsOf<Record<string, unknown>>(context.db, part.sql);
    if (found.length === 0) return undefined;
    const lines = found.slice(0, 5).map((row) =>
      Object.entries(row)
        .map(([name, value]) =>
          name === 'rows' || name === 'problem' ? String(value) : `${name} ${String(value)}`,
        )
        .join(' '),
    );
    throw new ConversionStoppedError(
      `${id}: ${lines.join('; ')}. Nothing was guessed, nothing deleted. Mend the rows and run again; what was done is kept.`,
    );
  });
}
