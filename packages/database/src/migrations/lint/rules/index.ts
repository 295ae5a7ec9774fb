import { isolationElsewhere } from './isolation-elsewhere.ts';
import { outsideTransaction } from './outside-transaction.ts';
import { ownersRights } from './owners-rights.ts';
import type { LintRule } from './rule.ts';
import { tableWithoutScope } from './table-without-scope.ts';
import { unbatchedChange } from './unbatched-change.ts';
import { unboundRole } from './unbound-role.ts';

/** The rules about tenants. What locks tables, or breaks what runs, squawk knows. */
export const lintRules: readonly LintRule[] = [
  tableWithoutScope,
  isolationElsewhere,
  ownersRights,
  unboundRole,
  outsideTransaction,
  unbatchedChange,
];
