import { connectionUrl, reconcileBalances, type BalanceDifference } from '@startkit/database';
import { z } from 'zod';
import { JobDataError, type Job } from '../job.ts';

const name = 'warehouse.reconcile';

/** As of a tenant's job; only the worker itself makes one. */
const jobData = z.strictObject({
  organizationId: z.uuid(),
  userId: z.null(),
  payload: z.strictObject({
    /** Mends what it finds, too. */
    repair: z.boolean().default(false),
  }),
});

/**
 * Compares the balances of one organization's warehouse with its ledger, and says of each that differs. Nobody of the
 * tenant may write a balance, so it is the superadmin's login that mends them. Run again it finds what is left.
 */
export function warehouseReconcile(): Job {
  return {
    name,
    async perform(data, { signal, log }) {
      const { data: job, error } = jobData.safeParse(data);
      if (!job) throw new JobDataError(name, [z.prettifyError(error)]);
      const { organizationId, payload } = job;
      const url = await connectionUrl('superadmin');
      const found = await reconcileBalances({ url, organizationId, ...payload, signal });
      for (const difference of found) log(sentence(difference));
      log(summary(found.length, payload.repair));
    },
  };
}

function sentence({ itemId, lotId, locationId, balance, ledger }: BalanceDifference): string {
  const what = `item ${itemId}${lotId === null ? '' : `, lot ${lotId}`}, location ${locationId}`;
  return `${what}: the balance is ${balance ?? 'missing'}, the ledger says ${ledger}`;
}

function summary(count: number, repair: boolean): string {
  if (count === 0) return 'the balances are what the ledger says';
  const differ = count === 1 ? '1 balance was' : `${count} balances were`;
  return `${differ} not what the ledger says, ${repair ? 'and mended' : 'and left so'}`;
}
