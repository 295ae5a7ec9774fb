import type { Catalog, Column, Table } from '../../../catalog/catalog.ts';

/** Where rows are put: a table, or one partition, by way of the table it is part of. */
export interface Target {
  /** What holds the rows, and says what they must be. */
  readonly table: Table;
  /** What they are inserted into. */
  readonly into: Table;
  /** Those of `table`, with the defaults of `into`. */
  readonly columns: readonly Column[];
  /** Oids of the tables that its rows are rows of: its own, and what it is a partition of, up to `into`. */
  readonly within: readonly number[];
}

/** A table that is no partition, with all that its rows may be in. */
export interface Family {
  readonly root: Table;
  /** The root itself, or its partitions that have none of their own. */
  readonly targets: readonly Target[];
}

/** The families of a catalog, in its order. */
export function familiesOf({ tables }: Pick<Catalog, 'tables'>): readonly Family[] {
  const byOid = new Map(tables.map((table) => [table.oid, table]));
  const families = new Map<Table, Target[]>();
  for (const table of tables) {
    const line = lineOf(table, byOid);
    const into = line.at(-1) ?? table;
    const targets = families.get(into) ?? [];
    families.set(into, targets);
    if (table.kind === 'partitioned') continue;
    const within = line.map(({ oid }) => oid);
    targets.push({ table, into, columns: columnsOf(table, into), within });
  }
  return [...families].map(([root, targets]) => ({ root, targets }));
}

/** A table and what it is a partition of, up to the one that is none. */
function lineOf(table: Table, byOid: ReadonlyMap<number, Table>): readonly Table[] {
  const parent = byOid.get(table.partitionOf ?? 0);
  return parent ? [table, ...lineOf(parent, byOid)] : [table];
}

function columnsOf(leaf: Table, root: Table): readonly Column[] {
  const declared = new Map(root.columns.map((column) => [column.name, column]));
  return leaf.columns.map((column) => {
    const { default: value, identity } = declared.get(column.name) ?? column;
    return { ...column, default: value, identity };
  });
}

/** The tables and partitions of a family that are its root or hold rows. */
export function tablesOf({ root, targets }: Family): readonly Table[] {
  return [...new Set([root, ...targets.map(({ table }) => table)])];
}
