import type { Table } from '../catalog/catalog.ts';
import { quoteLiteral } from '../catalog/quote.ts';
import type { SqlFragment } from '../sql/fragment.ts';
import { commas, expression, join, name, raw, sql } from './sql.ts';
import type { FreshRow, MadeRow } from './types.ts';

/** SQL that is true for this row alone: by its primary key, or by all that it holds. */
export function sameRow(row: MadeRow, readable?: readonly string[]): SqlFragment {
  const { primaryKey } = row.table;
  const mayUse = (column: string) => readable?.includes(column) ?? true;
  if (primaryKey.length > 0 && primaryKey.every(mayUse)) {
    return equal(primaryKey.map((column) => [column, row.values[column] ?? null] as const));
  }
  // Not every type has an equality.
  const held = Object.entries(row.values).filter(([column]) => mayUse(column));
  if (held.length === 0) return raw('true');
  return join(
    held.map(([column, value]) =>
      value === null ? sql`${name(column)} is null` : sql`${name(column)}::text = ${value}`,
    ),
    ' and ',
  );
}

export function equal(values: readonly (readonly [string, string | null])[]): SqlFragment {
  return join(
    values.map(([column, value]) =>
      value === null ? sql`${name(column)} is null` : sql`${name(column)} = ${value}`,
    ),
    ' and ',
  );
}

/** `insert into t (a, b) values (...)` of a fresh row, some of its columns replaced. */
export function insertOf(
  { ident, columns }: Table,
  fresh: FreshRow,
  replaced: Readonly<Record<string, string | null>> = {},
): SqlFragment {
  const values = new Map(Object.entries(fresh).map(([column, text]) => [column, expression(text)]));
  for (const [column, value] of Object.entries(replaced)) values.set(column, sql`${value}`);
  if (values.size === 0) return sql`insert into ${raw(ident)} default values`;
  const always = columns.some((column) => column.identity === 'always' && values.has(column.name));
  return sql`insert into ${raw(ident)} (${commas([...values.keys()].map(name))}) ${raw(
    always ? 'overriding system value ' : '',
  )}values (${commas([...values.values()])})`;
}

/** The values of a row as expressions, but for what the database makes by itself. */
export function copyOf({ table, values }: MadeRow): FreshRow {
  const given = table.columns.filter(
    (column) => !column.generated && column.identity === undefined,
  );
  return Object.fromEntries(
    given.map(({ name: column, type }) => {
      const value = values[column] ?? null;
      return [column, value === null ? 'null' : `${quoteLiteral(value)}::${type}`];
    }),
  );
}
