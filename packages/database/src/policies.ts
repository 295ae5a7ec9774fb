import { compileRls, type CompileOptions } from '@startkit/tenancy/policies';
import { canvasPolicies } from './policies/canvas/index.ts';
import { commentStatements } from './policies/comments.ts';
import { commercePolicies } from './policies/commerce/index.ts';
import { corePolicies } from './policies/core/index.ts';
import { warehousePolicies } from './policies/warehouse/index.ts';
import * as schema from './schema/index.ts';

const parts = [corePolicies, commercePolicies, canvasPolicies, warehousePolicies];

/** What the kit's policies are compiled from. */
export function policyOptions(): CompileOptions {
  return {
    schema,
    memberCan: (least) => `app.member_can('${least}')`,
    admission: 'app.admit()',
    lookups: parts.flatMap(({ lookups = [] }) => lookups),
    definerAccess: parts.flatMap(({ definerAccess = [] }) => definerAccess),
    extra: [...parts.flatMap(({ rules = [] }) => rules), ...commentStatements(schema)],
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
