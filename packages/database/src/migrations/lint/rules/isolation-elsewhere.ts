import { child, list, relationName, text } from '../../parse/nodes.ts';
import type { Statement } from '../../parse/statements.ts';
import type { LintRule } from './rule.ts';

const policyStatements = ['CreatePolicyStmt', 'AlterPolicyStmt'];
const rowSecurity = /RowSecurity$/;

/**
 * Row security, policies and the grants of tables come from the declarations alone: what a migration does to them, the
 * compiled script undoes in the same transaction, or adds to what it does not know of.
 */
export const isolationElsewhere: LintRule = {
  name: 'isolation-elsewhere',
  help: 'Change the declaration of the table, and run db:generate: rls.sql is applied with the migrations.',
  find(statement) {
    return [...policies(statement), ...rowSecurityChanges(statement), ...grants(statement)];
  },
};

function policies({ kind, node }: Statement): readonly string[] {
  if (policyStatements.includes(kind)) {
    return [`It makes or changes a policy of ${relationName(child(node, 'table'))}.`];
  }
  if (kind === 'DropStmt' && text(node, 'removeType') === 'OBJECT_POLICY') {
    return ['It drops a policy.'];
  }
  return [];
}

function rowSecurityChanges({ kind, node }: Statement): readonly string[] {
  if (kind !== 'AlterTableStmt') return [];
  return list(node, 'cmds')
    .filter((command) => rowSecurity.test(text(command, 'subtype')))
    .map(() => `It changes row level security of ${relationName(child(node, 'relation'))}.`);
}

function grants({ kind, node }: Statement): readonly string[] {
  if (kind === 'AlterDefaultPrivilegesStmt') {
    const action = child(child(node, 'action'), 'GrantStmt');
    const grant = 'is_grant' in action ? action : child(node, 'action');
    return grant['is_grant'] === true ? ['It grants on objects that are not there yet.'] : [];
  }
  if (kind !== 'GrantStmt' || node['is_grant'] !== true) return [];
  if (text(node, 'objtype') !== 'OBJECT_TABLE') return [];
  const tables = list(node, 'objects').map(relationName);
  return [`It grants on ${tables.join(', ') || 'all tables of a schema'}.`];
}
