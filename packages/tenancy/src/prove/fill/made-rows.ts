import type { Table } from '../../catalog/catalog.ts';
import type { MadeRow, Side } from '../types.ts';
import type { Target } from './plan/targets.ts';

export type Values = Readonly<Record<string, string | null>>;

/** A row that is there. */
export interface Placed {
  readonly target: Target;
  readonly side: Side;
  /** Rows of the same number belong to the same owners. */
  readonly nth: number;
  /** Column to value as text. */
  readonly values: Values;
  /** Where it was put; an update moves it. */
  readonly ctid: string;
  /** True when it was there before: the table takes no more. */
  readonly existing: boolean;
}

/** The rows that there are, by table, side and number. */
export class MadeRows {
  readonly #byTable = new Map<number, Placed[]>();

  add(row: Placed): void {
    for (const oid of row.target.within) {
      const rows = this.#byTable.get(oid) ?? [];
      this.#byTable.set(oid, [...rows, row]);
    }
  }

  remove(row: Placed): void {
    for (const oid of row.target.within) {
      const rows = this.#byTable.get(oid) ?? [];
      this.#byTable.set(
        oid,
        rows.filter((other) => other !== row),
      );
    }
  }

  replace(row: Placed, values: Values, ctid: string): void {
    this.remove(row);
    this.add({ ...row, values, ctid });
  }

  all(): readonly Placed[] {
    return [...this.#byTable].flatMap(([oid, rows]) =>
      rows.filter(({ target }) => target.table.oid === oid),
    );
  }

  /** The rows of a table or a partition, by number: first one of each, then what other partitions have more. */
  of({ oid }: Pick<Table, 'oid'>, side: Side): readonly Placed[] {
    const rows = (this.#byTable.get(oid) ?? [])
      .filter((row) => row.side === side)
      .toSorted((a, b) => a.nth - b.nth);
    const firsts = rows.filter((row, at) => row.nth !== rows[at - 1]?.nth);
    return [...firsts, ...rows.filter((row) => !firsts.includes(row))];
  }

  /** The row of that number; beyond the numbers that there are, what other partitions have more. */
  row(table: Table, side: Side, nth = 0): MadeRow | undefined {
    const rows = this.of(table, side);
    const row = nth < 2 ? rows.find((one) => one.nth === nth) : rows[nth];
    return row && { table, side, values: row.values };
  }
}
