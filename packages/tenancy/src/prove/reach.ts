import type { Table } from '../catalog/catalog.ts';
import type { OwnedBy } from '../config/config.ts';
import type { SqlFragment } from '../sql/fragment.ts';
import { ownValue } from './own-value.ts';
import { commas, join, name, raw, sql } from './sql.ts';
import type { Arena, AttackingSubject, MadeRow } from './types.ts';

/*
 * What a subject may read and write, by the configuration alone: what the database does is judged by it.
 */

/** Rows of a table: all, none, or those whose columns hold one of these values. */
export type Limit = 'all' | 'none' | readonly Condition[];

interface Condition {
  readonly column: string;
  readonly values: readonly string[];
}

export interface Reach {
  readonly read: Limit;
  readonly write: Limit;
}

export function reachOf(arena: Arena, subject: AttackingSubject, table: Table): Reach {
  if (table.scope === 'global') return { read: 'all', write: 'none' };
  if (subject.kind === 'no context') return { read: 'none', write: 'none' };
  const read = limitOf(arena, subject, table);
  const writers = table.config?.writers;
  const writes = writers?.includes(subject.base.name) ?? true;
  return { read, write: writes ? read : 'none' };
}

function limitOf(arena: Arena, subject: AttackingSubject, table: Table): Limit {
  const { key, scope } = table;
  if (key === undefined || scope === undefined || scope === 'private') return 'none';
  const ours =
    scope === 'user'
      ? madeRows(arena, table, 'own').flatMap(({ values }) => values[key] ?? [])
      : [arena.filled.tenants.own];
  return [{ column: key, values: ours }, ...ownedBy(arena, subject, table)];
}

function ownedBy(arena: Arena, { base }: AttackingSubject, table: Table): readonly Condition[] {
  const column = table.config?.ownedBy?.[base.name];
  if (column === undefined) return [];
  if (!base.id) throw new Error(`${base.name} has rows of its own in ${table.ident}, and no id.`);
  const own = ownValue(arena.catalog, arena.filled, 'own');
  return [{ column, values: [base.id(own, ownedColumn(table, column))] }];
}

/** How a subject is asked for the id that a column holds. */
export function ownedColumn({ schema, name: table }: Table, column: string): OwnedBy {
  return { table: schema === 'public' ? table : `${schema}.${table}`, column };
}

/** Up to four rows that were made in a table; those of a partition are its table's. */
export function madeRows(
  arena: Pick<Arena, 'filled'>,
  table: Table,
  side: MadeRow['side'],
): readonly MadeRow[] {
  return [0, 1, 2, 3].flatMap((nth) => arena.filled.row(table, side, nth) ?? []);
}

export function within(limit: Limit, row: MadeRow): boolean {
  if (typeof limit === 'string') return limit === 'all';
  return limit.every(({ column, values }) => values.includes(row.values[column] ?? ''));
}

/** SQL that is true for the rows of the limit, and never NULL. */
export function insideOf(limit: Limit): SqlFragment {
  if (typeof limit === 'string') return raw(limit === 'all' ? 'true' : 'false');
  const conditions = limit.map(({ column, values }) =>
    values.length === 0
      ? raw('false')
      : sql`${name(column)} in (${commas(values.map((value) => sql`${value}`))})`,
  );
  return sql`coalesce(${join(conditions, ' and ')}, false)`;
}

/** SQL that is true for the rows beyond the limit. */
export function beyond(limit: Limit): SqlFragment {
  if (typeof limit === 'string') return raw(limit === 'all' ? 'false' : 'true');
  return sql`not ${insideOf(limit)}`;
}

export function columnsOf(limit: Limit): readonly string[] {
  return typeof limit === 'string' ? [] : limit.map(({ column }) => column);
}
