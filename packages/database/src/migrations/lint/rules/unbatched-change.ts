import { child, relationName } from '../../parse/nodes.ts';
import type { LintRule } from './rule.ts';

const verbs: Readonly<Record<string, string>> = { UpdateStmt: 'updates', DeleteStmt: 'deletes' };

/** Every row of a table in one statement is locked until the migration's end, and written twice. */
export const unbatchedChange: LintRule = {
  name: 'unbatched-change',
  help:
    'Change rows in batches by key range, in a migration with `-- startkit: no-transaction` or a job; or allow it ' +
    'where the table is known to be small.',
  find({ kind, node }) {
    const verb = verbs[kind];
    if (verb === undefined || 'whereClause' in node) return [];
    return [`It ${verb} every row of ${relationName(child(node, 'relation'))} at once.`];
  },
};
