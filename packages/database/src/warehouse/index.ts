export {
  backfillBalances,
  type BackfillOptions,
  type BackfillReport,
} from './backfill-balances.ts';
export { type BalanceDifference } from './balance-differences.ts';
export { reconcileBalances, type ReconcileOptions } from './reconcile-balances.ts';
