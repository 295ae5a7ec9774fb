import type { Catalog, Table } from '../../catalog/catalog.ts';
import type { SqlFragment } from '../../sql/fragment.ts';
import { equal } from '../rows.ts';
import type { Filled, MadeRow } from '../types.ts';

/** Rows of a table without the tenant's key that rows of the own tenant refer to: its users, by way of its members. */
export async function parentRows(
  { tables }: Catalog,
  table: Table,
  row: Filled['row'],
  find: (where: SqlFragment) => Promise<readonly MadeRow[]>,
): Promise<readonly MadeRow[]> {
  for (const child of tables) {
    for (const key of child.foreignKeys) {
      const from = row(child, 'own');
      if (key.references !== table.oid || !from) continue;
      const values = key.referencedColumns.map(
        (column, i) => [column, from.values[key.columns[i] ?? ''] ?? null] as const,
      );
      if (values.some(([, value]) => value === null)) continue;
      return find(equal(values));
    }
  }
  return [];
}
