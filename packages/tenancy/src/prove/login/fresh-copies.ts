import type { Table } from '../../catalog/catalog.ts';
import { sent, sql } from '../sql.ts';
import type { Filled, FreshRow, Side } from '../types.ts';

/** Values for one more row: those of a row that is there, but for what the database gives by itself. */
export function freshCopies(
  tables: readonly Table[],
  filled: Filled,
): ReadonlyMap<string, FreshRow> {
  const sides: readonly Side[] = ['own', 'foreign'];
  const copies = tables.flatMap((table) =>
    sides.flatMap((side) => {
      const row = filled.row(table, side);
      return row ? [[`${table.oid} ${side}`, copyOf(table, row.values)] as const] : [];
    }),
  );
  return new Map(copies);
}

function copyOf(table: Table, values: Readonly<Record<string, string | null>>): FreshRow {
  const columns = table.columns.filter(
    ({ name, generated, identity, default: given }) =>
      !generated &&
      identity === undefined &&
      (given === undefined || name === table.key || !table.primaryKey.includes(name)),
  );
  return Object.fromEntries(
    columns.map(({ name }) => [name, sent(sql`${values[name] ?? null}`)] as const),
  );
}
