import type { Catalog, Table } from '../../../src/catalog/catalog.ts';
import { rowsOf, type Queryable } from '../../../src/catalog/queryable.ts';
import { readCatalog } from '../../../src/catalog/read.ts';
import type { TenancyConfig } from '../../../src/config/config.ts';
import { fill } from '../../../src/prove/fill/fill.ts';
import type { Filled, Side } from '../../../src/prove/types.ts';

export const sides: readonly Side[] = ['own', 'foreign'];

/** What came of filling a database, inside the transaction that it was done in. */
export interface Scene {
  readonly db: Queryable;
  readonly catalog: Catalog;
  readonly filled: Filled;
  readonly milliseconds: number;
  table(ident: string): Table;
  /** The values of a column in the rows that were made, own and foreign, by number. */
  values(ident: string, column: string): (string | null | undefined)[];
}

/** Fills a database, looks at it, and rolls back. */
export async function filling<T>(
  db: Queryable,
  config: TenancyConfig,
  look: (scene: Scene) => Promise<T>,
): Promise<T> {
  await db.query('begin');
  try {
    return await look(await openScene(db, config));
  } finally {
    await db.query('rollback');
  }
}

/** Fills a database, inside a transaction. */
export async function openScene(db: Queryable, config: TenancyConfig): Promise<Scene> {
  const catalog = await readCatalog(db, config);
  const started = performance.now();
  const filled = await fill(db, catalog, config);
  const table = (ident: string) => {
    const found = catalog.tables.find((one) => one.ident === ident);
    if (!found) throw new Error(`There is no table ${ident}.`);
    return found;
  };
  const valueOf = (ident: string, column: string) => (nth: number) =>
    sides.map((side) => filled.row(table(ident), side, nth)?.values[column]);
  return {
    db,
    catalog,
    filled,
    milliseconds: performance.now() - started,
    table,
    values: (ident, column) => [0, 1].flatMap(valueOf(ident, column)),
  };
}

/** Tables that lack a row on a side, with what was said about it. */
export function lacking({ catalog, filled }: Scene): Record<string, string> {
  const open = catalog.tables.filter((table) => !sides.every((side) => filled.row(table, side)));
  return Object.fromEntries(
    open.map(({ ident, oid }) => [ident, filled.unfilled.get(oid) ?? 'nothing was said']),
  );
}

/** The rows of a table that are in the database. */
export function rowsIn(db: Queryable, ident: string): Promise<readonly Record<string, unknown>[]> {
  return rowsOf(db, `select * from ${ident}`);
}
