import type { PartRun, RunContext } from './context.ts';
import { noteDone } from './journal.ts';
import { untilUnlocked } from './retry.ts';

/**
 * Runs `work` in a transaction that takes its locks at once or not at all, and notes the part as done in it.
 *
 * @throws as `untilUnlocked`.
 */
export function inNotedTransaction(
  context: RunContext,
  { step, direction, part }: PartRun,
  work: () => Promise<unknown>,
): Promise<void> {
  const { db } = context;
  return untilUnlocked(context, { step: step.id, tables: step.tables }, async () => {
    await db.query('begin');
    try {
      await db.query(`set local lock_timeout = ${lockTimeout(context, step.tables.length)}`);
      await work();
      await db.query(noteDone, [direction, step.id, part, null]);
      await db.query('commit');
    } catch (error) {
      await db.query('rollback');
      throw error;
    }
  });
}

/** Whoever waits behind the first lock waits for the others, too. */
function lockTimeout({ pace }: RunContext, tables: number): number {
  return Math.max(1, Math.floor(pace.lockTimeout / Math.max(1, tables)));
}
