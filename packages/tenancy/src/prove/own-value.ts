import type { Catalog, Table } from '../catalog/catalog.ts';
import type { OwnValue } from '../config/config.ts';
import type { Filled, Side } from './types.ts';

/** What a subject's configuration is told of the rows of one side. */
export function ownValue(catalog: Catalog, filled: Pick<Filled, 'row'>, side: Side): OwnValue {
  return (tableName, column, nth = 0) => {
    const table = tableNamed(catalog, tableName);
    if (!table) throw new Error(`There is no table ${tableName}.`);
    const row = filled.row(table, side, nth);
    if (!row) throw new Error(`${table.ident} has no row number ${nth} of its own.`);
    const value = row.values[column];
    if (value === undefined) throw new Error(`${table.ident} has no column ${column}.`);
    if (value === null) throw new Error(`${table.ident}.${column} is NULL in row number ${nth}.`);
    return value;
  };
}

/** "projects", "billing.invoices", `"Ops"."Shift Log"`: as a configuration names a table. */
export function tableNamed(catalog: Catalog, wanted: string): Table | undefined {
  return catalog.tables.find(
    ({ schema, name, ident }) =>
      wanted === ident ||
      wanted === `${schema}.${name}` ||
      (schema === 'public' && (wanted === name || `public.${wanted}` === ident)),
  );
}
