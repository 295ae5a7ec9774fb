import { type Fact, listOf, ownerOf, type SchemaObject, textOf } from '../../dump/object.ts';
import { isSame } from '../compare.ts';
import { byHand, type MendContext, type Mender, ranks, type Statement } from '../statement.ts';
import { columnText } from './column-text.ts';
import { sharedStatements, wordsOf } from './shared.ts';

export const table: Mender = {
  create: (object, context) => [
    { object: object.key, rank: ranks.table, sql: createText(object, context) },
    ...rowSecurity(object, undefined),
    ...replicaIdentity(object, undefined),
    ...sharedStatements(object, undefined, context),
  ],
  drop: (object, context) => [
    {
      object: object.key,
      rank: ranks.drop.table,
      sql: `drop ${wordsOf(object)}`,
      needsAway: true,
      ...(context.hasRows(object.id) && {
        caution: { reason: `${object.id} holds rows`, isLoss: true },
      }),
    },
  ],
  alter: (expected, found, context) => {
    if (!isSame(expected.facts['partitioned by'], found.facts['partitioned by'])) {
      return [byHand(expected, 'PostgreSQL cannot change what a table is partitioned by')];
    }
    return [
      ...partitioning(expected, found),
      ...rowSecurity(expected, found),
      ...replicaIdentity(expected, found),
      ...options(expected, found),
      ...persistence(expected, found),
      ...sharedStatements(expected, found, context),
    ];
  },
};

function createText(object: SchemaObject, { expected }: MendContext): string {
  const { facts, id } = object;
  if (facts['foreign']) return `-- by hand: create foreign table ${id}`;
  const unlogged = facts['unlogged'] ? 'unlogged ' : '';
  const partitionedBy =
    facts['partitioned by'] === undefined ? '' : ` partition by ${textOf(facts['partitioned by'])}`;
  const storage =
    facts['options'] === undefined ? '' : ` with (${listOf(facts['options']).join(', ')})`;
  if (facts['partition of'] !== undefined) {
    const which = `partition of ${textOf(facts['partition of'])} ${textOf(facts['partition for'])}`;
    return `create ${unlogged}table ${id} ${which}${partitionedBy}${storage}`;
  }
  // Generated columns come when their functions are there, and defaults as well.
  const columns = [...expected.values()]
    .filter((other) => other.kind === 'column' && ownerOf(other, expected)?.key === object.key)
    .filter((column) => column.facts['generated'] === undefined)
    .map((column) => `\n  ${columnText(column)}`);
  const inherits =
    facts['inherits'] === undefined ? '' : ` inherits (${listOf(facts['inherits']).join(', ')})`;
  const body = columns.length === 0 ? '()' : `(${columns.join(',')}\n)`;
  return `create ${unlogged}table ${id} ${body}${inherits}${partitionedBy}${storage}`;
}

function rowSecurity(
  { key, id, facts }: SchemaObject,
  found: SchemaObject | undefined,
): readonly Statement[] {
  const wanted = facts['row security'];
  if (isSame(wanted, found?.facts['row security'])) return [];
  const enabled = wanted === 'forced' || wanted === 'enabled';
  const forced = wanted === 'forced' || wanted === 'forced, not enabled';
  const statement = (what: string): Statement => ({
    object: key,
    rank: ranks.table2,
    sql: `alter table ${id} ${what} row level security`,
  });
  return [statement(enabled ? 'enable' : 'disable'), statement(forced ? 'force' : 'no force')];
}

function replicaIdentity(
  { key, id, facts }: SchemaObject,
  found: SchemaObject | undefined,
): readonly Statement[] {
  const wanted = facts['replica identity'];
  if (isSame(wanted, found?.facts['replica identity'])) return [];
  const sql = `alter table ${id} replica identity ${wanted === undefined ? 'default' : textOf(wanted)}`;
  return [{ object: key, rank: ranks.table2, sql }];
}

/** Storage options of a table or a view. */
export function options(expected: SchemaObject, found: SchemaObject): readonly Statement[] {
  const wanted = listOf(expected.facts['options']);
  const had = listOf(found.facts['options']);
  const nameOf = (option: string) => option.split('=', 1)[0] ?? '';
  const gone = had.map(nameOf).filter((name) => !wanted.map(nameOf).includes(name));
  const set = wanted.filter((option) => !had.includes(option));
  const statement = (what: string): Statement => ({
    object: expected.key,
    rank: ranks.table2,
    sql: `alter ${wordsOf(expected)} ${what}`,
  });
  return [
    ...(gone.length > 0 ? [statement(`reset (${gone.join(', ')})`)] : []),
    ...(set.length > 0 ? [statement(`set (${set.join(', ')})`)] : []),
  ];
}

function persistence(expected: SchemaObject, found: SchemaObject): readonly Statement[] {
  if (isSame(expected.facts['unlogged'], found.facts['unlogged'])) return [];
  const how = expected.facts['unlogged'] ? 'unlogged' : 'logged';
  return [
    { object: expected.key, rank: ranks.table2, sql: `alter table ${expected.id} set ${how}` },
  ];
}

function partitioning(expected: SchemaObject, found: SchemaObject): readonly Statement[] {
  const statement = (parent: Fact, what: string): Statement => ({
    object: expected.key,
    rank: ranks.column,
    sql: `alter table ${textOf(parent)} ${what}`,
  });
  const inherits = (object: SchemaObject) => listOf(object.facts['inherits']);
  const parents = [...new Set([...inherits(expected), ...inherits(found)])]
    .filter((parent) => inherits(expected).includes(parent) !== inherits(found).includes(parent))
    .map((parent) => {
      const no = inherits(expected).includes(parent) ? '' : 'no ';
      return statement(expected.id, `${no}inherit ${parent}`);
    });
  const wanted = expected.facts['partition of'];
  const had = found.facts['partition of'];
  const isSamePlace =
    isSame(wanted, had) && isSame(expected.facts['partition for'], found.facts['partition for']);
  if (isSamePlace) return parents;
  const bound = textOf(expected.facts['partition for']);
  return [
    ...parents,
    ...(had === undefined ? [] : [statement(had, `detach partition ${expected.id}`)]),
    ...(wanted === undefined
      ? []
      : [statement(wanted, `attach partition ${expected.id} ${bound}`)]),
  ];
}
