/** What happened to the rows meant for one table. */
export interface TableCount {
  /** The table's SQL name. */
  readonly table: string;
  readonly inserted: number;
  /** Rows that were already there; they are left as they are. */
  readonly existing: number;
}

export interface ScaleReport {
  /** Organizations asked for. */
  readonly organizations: number;
  /** Rows of all tables sent to the server, new or not. */
  readonly rows: number;
  readonly seconds: number;
  readonly rowsPerSecond: number;
}

export interface SeedReport {
  /** One entry a table, in the order the tables were first written. */
  readonly tables: readonly TableCount[];
  readonly scale?: ScaleReport;
}

/** Adds up counts of the same table, keeping the order. */
export function addUp(counts: readonly TableCount[]): readonly TableCount[] {
  const byTable = new Map<string, TableCount>();
  for (const { table, inserted, existing } of counts) {
    const sum = byTable.get(table) ?? { table, inserted: 0, existing: 0 };
    byTable.set(table, {
      table,
      inserted: sum.inserted + inserted,
      existing: sum.existing + existing,
    });
  }
  return [...byTable.values()];
}
