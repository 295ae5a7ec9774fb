import { child, list, option, optionValue, relationName, text } from '../../parse/nodes.ts';
import type { Statement } from '../../parse/statements.ts';
import type { LintRule } from './rule.ts';

/** What runs with its owner's rights goes around the policies. */
export const ownersRights: LintRule = {
  name: 'owners-rights',
  help:
    'A view: with (security_invoker = true). A function: a lookup function in src/policies, which the compiled ' +
    'script gives to startkit_definer with a pinned search_path.',
  find(statement) {
    return [...views(statement), ...functions(statement)];
  },
};

function views({ kind, node }: Statement): readonly string[] {
  if (kind !== 'ViewStmt') return [];
  const name = relationName(child(node, 'view'));
  const invoker = option(node, 'security_invoker');
  // Without a value, it is on.
  const isOn = invoker !== undefined && /^(|true|on|yes|1)$/i.test(optionValue(invoker));
  return isOn ? [] : [`The view ${name} runs with its owner's rights.`];
}

function functions({ kind, node }: Statement): readonly string[] {
  if (kind !== 'CreateFunctionStmt') return [];
  const security = child(child(option(node, 'security'), 'arg'), 'Boolean');
  if (security['boolval'] !== true) return [];
  const name = list(node, 'funcname').map((part) => text(part, 'sval'));
  return [`The function ${name.join('.')} runs with its owner's rights.`];
}
