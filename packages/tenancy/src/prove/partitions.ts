import type { Catalog, Table } from '../catalog/catalog.ts';
import type { Session } from './session.ts';
import { name, raw, sent, sql } from './sql.ts';
import { sameRow } from './rows.ts';
import type { Filled, FreshRow, MadeRow, Side } from './types.ts';

/** `filled`, with the rows of each partition: they were made through the partitioned table. */
export async function withPartitions(
  session: Session,
  catalog: Catalog,
  filled: Filled,
): Promise<Filled> {
  const rows = new Map<number, MadeRow[]>();
  const byOid = new Map(catalog.tables.map((table) => [table.oid, table]));
  for (const root of catalog.tables) {
    if (root.kind !== 'partitioned' || root.partitionOf !== undefined) continue;
    for (const row of rowsIn(filled, root)) {
      const [found] = await session.rows<{ oid: string }>(
        sql`select tableoid::text as oid from ${raw(root.ident)} where ${sameRow(row)} limit 1`,
      );
      let part = byOid.get(Number(found?.oid));
      for (; part && part !== root; part = byOid.get(part.partitionOf ?? 0)) {
        rows.set(part.oid, [...(rows.get(part.oid) ?? []), { ...row, table: part }]);
      }
    }
  }
  return {
    tenants: filled.tenants,
    unfilled: filled.unfilled,
    row: (table, side, nth = 0) =>
      filled.row(table, side, nth) ?? rows.get(table.oid)?.filter((row) => row.side === side)[nth],
    async fresh(table, side) {
      if (table.partitionOf === undefined) return filled.fresh(table, side);
      let root: Table | undefined = table;
      while (root?.partitionOf !== undefined) root = byOid.get(root.partitionOf);
      const fresh = root && (await filled.fresh(root, side));
      const [made] = rows.get(table.oid) ?? [];
      return fresh && made && placed(fresh, made, table.partitionConstraint ?? '');
    },
  };
}

/** The row, where it falls into the partition that `made` is in. */
function placed(fresh: FreshRow, made: MadeRow, constraint: string): FreshRow {
  const placing = Object.entries(made.values).filter(([column]) =>
    constraint.includes(sent(name(column)).replaceAll(/^"([a-z_][a-z0-9_]*)"$/g, '$1')),
  );
  const values = placing.map(([column, value]) => [column, sent(sql`${value}`)] as const);
  return { ...fresh, ...Object.fromEntries(values) };
}

function rowsIn(filled: Filled, table: Table): readonly MadeRow[] {
  const sides: readonly Side[] = ['own', 'foreign'];
  return sides.flatMap((side) => [0, 1, 2, 3].flatMap((nth) => filled.row(table, side, nth) ?? []));
}
