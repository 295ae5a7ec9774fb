import { contextKeySql } from '../../policies/context-key.ts';
import { ConversionStoppedError } from './errors.ts';
import { runAlone } from './alone.ts';
import { runBatches } from './batches.ts';
import { runCheck } from './check.ts';
import type { PartRun, RunContext } from './context.ts';
import { runRanges } from './ranges.ts';
import { inNotedTransaction } from './transaction.ts';

/** Runs one part of a step, and notes that it was done. */
export function runPart(context: RunContext, run: PartRun): Promise<void> {
  const { runs, sql } = run.step.part;
  switch (runs.in) {
    case 'transaction':
      return inNotedTransaction(context, run, () => context.db.query(sql));
    case 'alone':
      return runAlone(context, run, runs.index);
    case 'batches':
      return runBatches(context, run, runs);
    case 'ranges':
      return runRanges(context, run, runs);
    case 'check':
      return runCheck(context, run);
    case 'secret':
      return inNotedTransaction(context, run, async () => {
        if (context.secret === undefined) {
          throw new ConversionStoppedError(
            'TENANT_CONTEXT_SECRET is not set: contexts are signed with it.',
          );
        }
        await context.db.query(contextKeySql(context.secret));
      });
  }
}
