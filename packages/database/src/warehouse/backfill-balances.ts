import { withSession, type Session } from '../environment/session.ts';
import { readDifferences } from './balance-differences.ts';
import { continueBackfill, lockBackfill, saveBackfill, type Backfill } from './backfill-state.ts';
import { countItems, nextItems } from './item-range.ts';
import { mendBalances, useReadCommitted } from './mend-balances.ts';

export interface BackfillOptions {
  /** A login with the role startkit_superadmin: it sees the rows of all organizations. */
  readonly url: string;
  /** Items of one transaction. Default 200. */
  readonly batchSize?: number;
  /** Once it is aborted, the transaction that runs is taken back, and `INTERRUPTED` thrown. */
  readonly signal?: AbortSignal | undefined;
  /** Is told after each batch how many of the items are done. */
  readonly onProgress?: (done: number, total: number) => void;
}

export interface BackfillReport {
  /** Items whose balances are there now. */
  readonly items: number;
  /** Balances that were missing, or not what the ledger says. */
  readonly mended: number;
  /** Whether an earlier run had been interrupted, and this one went on from there. */
  readonly continued: boolean;
}

/**
 * Builds the balances from the ledger, in batches of one transaction each, in the order of the items' keys, while others go
 * on entering. How far it came is in the database: interrupted, it continues there.
 *
 * @throws OperationError `INTERRUPTED`, or as `openSession`. The batches that are done stay done.
 */
export function backfillBalances(options: BackfillOptions): Promise<BackfillReport> {
  const { url, batchSize = 200, signal, onProgress } = options;
  const work = async (session: Session) => {
    await useReadCommitted(session);
    const total = await countItems(session);
    const { id, continued } = await continueBackfill(session);
    for (;;) {
      const state = await backfillBatch(session, id, batchSize);
      onProgress?.(state.itemsDone, Math.max(total, state.itemsDone));
      if (state.finished) return { items: state.itemsDone, mended: state.mended, continued };
    }
  };
  return withSession(url, work, { name: 'startkit-backfill-balances', signal });
}

/** One batch, and how far it came, are one transaction. Two who run at once take turns. */
function backfillBatch(session: Session, id: string, size: number): Promise<Backfill> {
  return session.transaction(async () => {
    const state = await lockBackfill(session, id);
    if (state.finished) return state;
    const range = await nextItems(session, state.last, { size });
    const differences = range ? await readDifferences(session, range) : [];
    await mendBalances(session, differences);
    const next: Backfill = {
      id,
      last: range?.last ?? state.last,
      itemsDone: state.itemsDone + (range?.size ?? 0),
      mended: state.mended + differences.length,
      finished: range === undefined,
    };
    await saveBackfill(session, next);
    return next;
  });
}
