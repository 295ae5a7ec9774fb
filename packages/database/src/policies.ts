import { compileRls, type CompileOptions } from '@startkit/tenancy/policies';
import { admitFunction } from './policies/admission.ts';
import { backupGrants } from './policies/backup.ts';
import { definerAccess } from './policies/definer-access.ts';
import { enqueueJobFunction, jobQueueGrants } from './policies/jobs.ts';
import { lookupFunctions } from './policies/lookup-functions.ts';
import { ownerRules } from './policies/owners.ts';
import * as schema from './schema/index.ts';

/** What the kit's policies are compiled from. */
export function policyOptions(): CompileOptions {
  return {
    schema,
    memberCan: (least) => `app.member_can('${least}')`,
    admission: 'app.admit()',
    lookups: [...lookupFunctions, admitFunction, enqueueJobFunction],
    definerAccess,
    extra: [...ownerRules, ...jobQueueGrants, ...backupGrants],
  };
}

/**
 * The RLS script of the kit's schema, as it is committed in `src/migrations/rls.sql`.
 *
 * @returns SQL text; the same for the same declarations.
 */
export function compileDatabasePolicies(): string {
  return compileRls(policyOptions());
}
