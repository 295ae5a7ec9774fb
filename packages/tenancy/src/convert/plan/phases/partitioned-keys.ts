import type { Conversion } from '../conversion.ts';
import {
  allKeyedForeignKeys,
  composite,
  formerDefinition,
  type KeyedForeignKey,
} from '../foreign-keys.ts';
import { aroundViews } from '../grouping.ts';
import { sqlName } from '../names.ts';
import { alone, inTransaction, type Part, type Step } from '../plan.ts';
import { commentOn, deferral, keyWord, marks } from '../swap.ts';
import { columnList } from '../tables.ts';
import { createIndex, type UniqueChange } from '../uniques.ts';

/*
 * Of a partitioned table no key can be made from an index: in one transaction, of a moment, the old key goes, the indexes
 * that its partitions have got become theirs, and the table's own key is put together from them. Foreign keys onto the table
 * change in that transaction, too; new rows are checked from its end on, those that are there are validated afterwards.
 */
export function partitionedKeySteps(
  conversion: Conversion,
  changes: readonly UniqueChange[],
): readonly Step[] {
  return changes
    .filter(
      ({ table, index, kept }) =>
        table.kind === 'partitioned' && index.partOf === undefined && !kept,
    )
    .flatMap((whole) => {
      const parts = partsOf(whole, changes);
      const onto = allKeyedForeignKeys(conversion).filter(
        ({ parent, foreignKey }) =>
          parent.oid === whole.table.oid && refersTo(foreignKey.referencedColumns, whole),
      );
      return keySteps(conversion, { whole, parts, onto });
    });
}

/** Of all levels. */
function partsOf(whole: UniqueChange, changes: readonly UniqueChange[]): readonly UniqueChange[] {
  const next = changes.filter(({ index }) => index.partOf === whole.index.oid);
  return [...next, ...next.flatMap((part) => partsOf(part, changes))];
}

function refersTo(columns: readonly string[], { index }: UniqueChange): boolean {
  return columns.toSorted().join('\n') === index.columns.toSorted().join('\n');
}

interface Key {
  readonly whole: UniqueChange;
  readonly parts: readonly UniqueChange[];
  /** Foreign keys that stand on it. */
  readonly onto: readonly KeyedForeignKey[];
}

function keySteps(conversion: Conversion, { whole, parts, onto }: Key): readonly Step[] {
  const { key } = conversion;
  const { table, index } = whole;
  const { before, after } = aroundViews(conversion, index);
  const around = (statements: readonly string[]) => [...before, ...statements, ...after];
  const drop = onto.map(
    ({ child, foreignKey }) =>
      `alter table ${child.ident} drop constraint ${sqlName(foreignKey.name)}`,
  );
  const add = (definitionOf: (keyed: KeyedForeignKey) => string) =>
    onto.flatMap((keyed) => [
      `alter table ${keyed.child.ident} add constraint ${sqlName(keyed.foreignKey.name)} ${definitionOf(keyed)} not valid`,
      ...(keyed.foreignKey.comment === undefined ? [] : [commentOn(keyed.child, keyed.foreignKey)]),
    ]);
  const validate = onto
    .filter(({ foreignKey }) => foreignKey.validated)
    .map(
      ({ child, foreignKey }) =>
        `alter table ${child.ident} validate constraint ${sqlName(foreignKey.name)}`,
    );
  const tables = [table, ...parts.map((part) => part.table), ...onto.map(({ child }) => child)];
  const swap: Step = {
    id: `${index.ident}.swap`,
    title: `${index.name} is one of each organization, in all partitions`,
    tables: tables.map(({ ident }) => ident),
    lock: 'ACCESS EXCLUSIVE',
    rows: undefined,
    up: inTransaction(
      ...drop,
      ...around(replace(whole, parts, 'next', key.ident)),
      ...add((keyed) => composite(keyed, key.ident)),
    ),
    down: [
      ...parts
        .filter((part) => part.table.kind === 'table')
        .map((part) => alone(part.former.ident, part.createFormer)),
      inTransaction(
        ...drop,
        ...around(replace(whole, parts, 'former', undefined)),
        ...add(({ foreignKey }) => formerDefinition(foreignKey)),
      ),
      ...validate.map((statement): Part => inTransaction(statement)),
    ],
  };
  return [
    swap,
    ...validate.map((statement, i): Step => ({
      id: `${index.ident}.validate.${i + 1}`,
      title: 'what refers to it, for all rows',
      tables: onto.map(({ child }) => child.ident),
      lock: 'SHARE UPDATE EXCLUSIVE',
      rows: onto[i]?.child.rows,
      up: inTransaction(statement),
      down: [],
    })),
  ];
}

/** @param first SQL of the tenant key, when it is part of the key that comes. */
function replace(
  whole: UniqueChange,
  parts: readonly UniqueChange[],
  by: 'next' | 'former',
  first: string | undefined,
): readonly string[] {
  const { table, index } = whole;
  const drop =
    index.constraint === undefined
      ? `drop index ${index.ident}`
      : `alter table ${table.ident} drop constraint ${sqlName(index.constraint.name)}`;
  return [drop, ...built(whole, { parts, by, first }), ...[whole, ...parts].flatMap(marks)];
}

interface Building {
  readonly parts: readonly UniqueChange[];
  readonly by: 'next' | 'former';
  readonly first: string | undefined;
}

/** A key from the bottom up: partitions that hold rows take theirs, the others and the table are put together from them. */
function built(change: UniqueChange, building: Building): readonly string[] {
  const { table, index } = change;
  if (table.kind === 'table') return [take(change, building.by)];
  const below = building.parts.filter((part) => part.index.partOf === index.oid);
  return [
    ...below.flatMap((part) => built(part, building)),
    frame(change, building.first),
    ...below.map((part) => `alter index ${index.ident} attach partition ${part.index.ident}`),
  ];
}

function take({ table, index, ...names }: UniqueChange, by: 'next' | 'former'): string {
  const { constraint } = index;
  return constraint === undefined
    ? `alter index ${names[by].ident} rename to ${index.quoted}`
    : `alter table ${table.ident} add constraint ${sqlName(constraint.name)} ${keyWord(index.primary)} using index ${names[by].name}${deferral(constraint)}`;
}

/** The key of a partitioned table, which holds only when its partitions' are attached. */
function frame({ table, index }: UniqueChange, first: string | undefined): string {
  const { constraint, included, options, nullsNotDistinct } = index;
  if (constraint === undefined) {
    return createIndex(table, index, index.quoted, first === undefined ? '' : `${first}, `);
  }
  const columns = [...(first === undefined ? [] : [first]), columnList(table, index.columns)];
  const more = included.length === 0 ? '' : ` include (${columnList(table, included)})`;
  const word = `${keyWord(index.primary)}${nullsNotDistinct ? ' nulls not distinct' : ''}`;
  const with_ = options.length === 0 ? '' : ` with (${options.join(', ')})`;
  return `alter table only ${table.ident} add constraint ${sqlName(constraint.name)} ${word} (${columns.join(', ')})${more}${with_}${deferral(constraint)}`;
}
