import type { Catalog, Table } from '../catalog/catalog.ts';
import type { SqlFragment } from '../sql/fragment.ts';
import { sameRow } from './rows.ts';
import { commas, join, name, raw, sql } from './sql.ts';
import type { Filled, FreshRow, MadeRow, Side } from './types.ts';

/** The rows that were made, as they are while a subject attacks: its `prepare` may have changed them. */
export class PreparedRows implements Filled {
  readonly #made: Filled;
  readonly #tables: readonly Table[];
  #prepared = new Map<string, MadeRow>();

  constructor(made: Filled, { tables }: Pick<Catalog, 'tables'>) {
    this.#made = made;
    this.#tables = tables;
  }

  get tenants(): Filled['tenants'] {
    return this.#made.tenants;
  }

  get unfilled(): Filled['unfilled'] {
    return this.#made.unfilled;
  }

  get areCommitted(): boolean {
    return this.#made.areCommitted ?? false;
  }

  row(table: Table, side: Side, nth = 0): MadeRow | undefined {
    return this.#prepared.get(keyOf(table, side, nth)) ?? this.#made.row(table, side, nth);
  }

  fresh(table: Table, side: Side): Promise<FreshRow | undefined> {
    return this.#made.fresh(table, side);
  }

  /** Reads all of them again. @param read runs one statement as the admin. */
  async reread(read: <Row>(statement: SqlFragment) => Promise<readonly Row[]>): Promise<void> {
    const made = this.#tables.flatMap((table) => this.#rowsOf(table));
    if (made.length === 0) return;
    const selects = made.map(
      (
        { row },
        index,
      ) => sql`select ${raw(index.toString())} as index, array[${valuesOf(row)}] as held
        from ${raw(row.table.ident)} where ${sameRow(row)}`,
    );
    const found = await read<{ index: number; held: readonly (string | null)[] }>(
      join(selects, ' union all '),
    );
    this.#prepared = new Map(
      found.flatMap(({ index, held }) => {
        const { key, row } = made[index] ?? {};
        return key && row ? [[key, { ...row, values: named(row, held) }] as const] : [];
      }),
    );
  }

  /** They are again as they were made. */
  forget(): void {
    this.#prepared.clear();
  }

  #rowsOf(table: Table): readonly { readonly key: string; readonly row: MadeRow }[] {
    return (['own', 'foreign'] as const).flatMap((side) =>
      [0, 1, 2, 3].flatMap((nth) => {
        const row = this.#made.row(table, side, nth);
        return row ? [{ key: keyOf(table, side, nth), row }] : [];
      }),
    );
  }
}

const keyOf = ({ oid }: Table, side: Side, nth: number) => `${oid} ${side} ${nth}`;
const columnsOf = ({ values }: MadeRow): readonly string[] => Object.keys(values);

function valuesOf(row: MadeRow): SqlFragment {
  return commas(columnsOf(row).map((column) => sql`${name(column)}::text`));
}

function named(row: MadeRow, held: readonly (string | null)[]): MadeRow['values'] {
  return Object.fromEntries(columnsOf(row).map((column, i) => [column, held[i] ?? null]));
}
