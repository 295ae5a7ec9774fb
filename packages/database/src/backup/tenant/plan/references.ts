import type { Catalog, Table } from '@startkit/tenancy/catalog';

/** A table outside of the tenant that rows of it refer to: people, or what is the same for everybody. */
export interface Reference {
  readonly table: Table;
  /** People can be made where they are missing; a lookup must be there. */
  readonly kind: 'people' | 'lookup';
  /** SQL of what says which row it is in any database: `key`, `lower(email)`. */
  readonly naturalKey: readonly string[];
  /** Columns that foreign keys refer to. */
  readonly columns: readonly string[];
  /** Who refers to it. */
  readonly from: readonly {
    readonly table: Table;
    readonly columns: readonly string[];
    readonly to: readonly string[];
  }[];
}

/** The tables that foreign keys of `tables` lead to, without `tables` themselves. */
export function findReferences(
  { tables: all }: Catalog,
  tables: readonly Table[],
): readonly Reference[] {
  const own = new Set(tables.map(({ oid }) => oid));
  const links = tables.flatMap((table) =>
    table.foreignKeys
      .filter(({ references }) => !own.has(references))
      .map(({ references, columns, referencedColumns: to }) => ({
        references,
        table,
        columns,
        to,
      })),
  );
  return all.flatMap((table) => {
    const from = links.filter(({ references }) => references === table.oid);
    if (from.length === 0) return [];
    return [
      {
        table,
        kind: table.scope === 'user' ? ('people' as const) : ('lookup' as const),
        naturalKey: naturalKey(table),
        columns: [...new Set(from.flatMap(({ to }) => to))],
        from,
      },
    ];
  });
}

/** A unique key beside the primary one, of columns that are never NULL, or of expressions; else the primary key. */
function naturalKey({ uniques, columns, primaryKey }: Table): readonly string[] {
  const nullable = new Set(columns.filter(({ notNull }) => !notNull).map(({ name }) => name));
  const natural = uniques.find(
    (unique) =>
      !unique.primary &&
      unique.where === undefined &&
      !unique.columns.some((column) => nullable.has(column)),
  );
  return natural?.keys ?? uniques.find(({ primary }) => primary)?.keys ?? primaryKey;
}
