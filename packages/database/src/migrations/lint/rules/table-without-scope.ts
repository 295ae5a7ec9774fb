import { child, relationName, text } from '../../parse/nodes.ts';
import type { LintRule } from './rule.ts';

/** A table that nobody classified is one that no policy is compiled for. */
export const tableWithoutScope: LintRule = {
  name: 'table-without-scope',
  help:
    'Declare it with tenantTable or tenantScope, so that its policies are compiled and applied with it; name an ' +
    'internal table in packages/database/src/isolation/config.ts.',
  find({ kind, node }, { tables }) {
    const relation = child(node, kind === 'CreateTableAsStmt' ? 'into' : 'relation');
    const table = kind === 'CreateTableAsStmt' ? child(relation, 'rel') : relation;
    if (kind !== 'CreateStmt' && kind !== 'CreateTableAsStmt') return [];
    // Temporary ones end with the session, partitions are their parent's.
    if (text(table, 'relpersistence') === 't' || 'partbound' in node) return [];
    if (text(node, 'objtype') === 'OBJECT_MATVIEW') return [];
    const name = relationName(table);
    return tables.has(name) ? [] : [`The table ${name} is not classified.`];
  },
};
