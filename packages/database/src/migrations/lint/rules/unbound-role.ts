import { child, list, text } from '../../parse/nodes.ts';
import type { LintRule } from './rule.ts';

const unbinding = new Set(['superuser', 'bypassrls', 'isreplication', 'createrole']);

/** A role that policies do not bind, or that can make one. */
export const unboundRole: LintRule = {
  name: 'unbound-role',
  help: 'Tenants’ statements never run as such a role. Make it by hand, for people, outside the migrations.',
  find({ kind, node }) {
    if (kind !== 'CreateRoleStmt' && kind !== 'AlterRoleStmt') return [];
    const name = text(node, 'role') || text(child(node, 'role'), 'rolename');
    return list(node, 'options')
      .filter((element) => unbinding.has(text(element, 'defname')))
      .filter((element) => child(child(element, 'arg'), 'Boolean')['boolval'] === true)
      .map((element) => `It gives ${name} ${text(element, 'defname').toUpperCase()}.`);
  },
};
