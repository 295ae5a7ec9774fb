import type { PolicyPart } from '../part.ts';
import { admitFunction } from './admission.ts';
import { backupGrants } from './backup.ts';
import { definerAccess } from './definer-access.ts';
import { enqueueJobFunction, jobQueueGrants } from './jobs.ts';
import { lookupFunctions } from './lookup-functions.ts';
import { ownerRules } from './owners.ts';

/** Who is a member, what members may, who keeps an organization; the job queue. */
export const corePolicies: PolicyPart = {
  lookups: [...lookupFunctions, admitFunction, enqueueJobFunction],
  definerAccess,
  rules: [...ownerRules, ...jobQueueGrants, ...backupGrants],
};
