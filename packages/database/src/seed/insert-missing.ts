import { getTableName, sql } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import type { PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import type { TableCount } from './report.ts';

/** A database, or a transaction of one. */
export type SeedDatabase = Pick<PostgresJsDatabase, 'insert' | 'select'>;

/** Inserts the rows that are not there yet; a row that is there is never changed. */
export async function insertMissing<T extends PgTable>(
  db: SeedDatabase,
  table: T,
  rows: readonly T['$inferInsert'][],
): Promise<TableCount> {
  const inserted = await db
    .insert(table)
    .values([...rows])
    .onConflictDoNothing()
    .returning({ one: sql<number>`1` });
  return {
    table: getTableName(table),
    inserted: inserted.length,
    existing: rows.length - inserted.length,
  };
}
