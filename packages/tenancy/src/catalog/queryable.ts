/**
 * One connection, as node-postgres' Client and PGlite are. Not a pool: what is set for a transaction must hold for
 * the next statement.
 */
export interface Queryable {
  query(
    text: string,
    values?: unknown[],
  ): Promise<{
    readonly rows: unknown[];
    readonly rowCount?: number | null;
    readonly affectedRows?: number | undefined;
  }>;
}

/** Runs one statement and returns its rows. */
export async function rowsOf<Row>(
  db: Queryable,
  text: string,
  values: readonly unknown[] = [],
): Promise<readonly Row[]> {
  return (await db.query(text, [...values])).rows as Row[];
}
