import { withSession, type Session } from '../environment/session.ts';
import { readDifferences, type BalanceDifference } from './balance-differences.ts';
import { beforeFirst, nextItems, type ItemRange } from './item-range.ts';
import { mendBalances, useReadCommitted } from './mend-balances.ts';

/** Items of one transaction. */
const batchSize = 500;

export interface ReconcileOptions {
  /** A login with the role startkit_superadmin: it sees the rows of all organizations. */
  readonly url: string;
  /** Left out: all of them. */
  readonly organizationId?: string;
  /** Mends what it finds. Default false: it only reports. */
  readonly repair?: boolean;
  /** Once it is aborted, nothing else is compared: `INTERRUPTED`. What was mended stays so. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Compares every balance with the ledger, while others go on entering.
 *
 * @returns the balances that were not what the ledger says, in the order of their keys.
 * @throws OperationError as `openSession`.
 */
export function reconcileBalances(
  options: ReconcileOptions,
): Promise<readonly BalanceDifference[]> {
  const { url, organizationId, repair = false, signal } = options;
  const name = 'startkit-reconcile-balances';
  return withSession(url, (session) => reconcile(session, { organizationId, repair }), {
    name,
    signal,
  });
}

interface What {
  readonly organizationId: string | undefined;
  readonly repair: boolean;
}

async function reconcile(
  session: Session,
  { organizationId, repair }: What,
): Promise<readonly BalanceDifference[]> {
  await useReadCommitted(session);
  const found: BalanceDifference[] = [];
  let after = beforeFirst(organizationId);
  for (;;) {
    const range = await nextItems(session, after, { size: batchSize, organizationId });
    if (range === undefined) return found;
    found.push(...(await (repair ? mendRange(session, range) : readDifferences(session, range))));
    after = range.last;
  }
}

function mendRange(session: Session, range: ItemRange): Promise<readonly BalanceDifference[]> {
  return session.transaction(async () => {
    const differences = await readDifferences(session, range);
    await mendBalances(session, differences);
    return differences;
  });
}
