import { setImmediate } from 'node:timers/promises';
import { getTableColumns, getTableName } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import type postgres from 'postgres';
import type { TableCount } from '../report.ts';
import { type CopyValue, copyText } from './copy-text.ts';

// COPY FROM is refused on a table under Row-Level Security, so rows are copied into a temporary
// table of text columns and inserted from there. Text columns take anything: what does not fit its
// real type is an error of the INSERT, which the driver reports in full.

/** The way into one table: a temporary table with the columns that are written. */
export interface Staging {
  readonly table: string;
  /** The rows' properties, in the order of the columns. */
  readonly keys: readonly string[];
  readonly copy: string;
  readonly insert: string;
}

/** Makes the temporary table for rows with `keys` of `table`; each transaction leaves it empty. */
export async function createStaging(
  sql: postgres.Sql,
  table: PgTable,
  keys: readonly string[],
): Promise<Staging> {
  const name = getTableName(table);
  const columns = keys.map((key) => getTableColumns(table)[key]!);
  const names = columns.map((column) => `"${column.name}"`);
  const values = columns.map((column) => `"${column.name}"::${column.getSQLType()}`);
  const staging = `pg_temp."seed_${name}"`;
  await sql.unsafe(
    `create temporary table "seed_${name}" (${names.map((column) => `${column} text`).join(', ')})
     on commit delete rows`,
  );
  return {
    table: name,
    keys,
    copy: `copy ${staging} (${names.join(', ')}) from stdin`,
    insert: `insert into "${name}" (${names.join(', ')})
      select ${values.join(', ')} from ${staging} on conflict do nothing`,
  };
}

/** Copies the rows in, and inserts those that are not there yet; inside a transaction. */
export async function loadThrough(
  staging: Staging,
  sql: postgres.Sql,
  rows: readonly Readonly<Record<string, CopyValue>>[],
): Promise<TableCount> {
  const stream = await sql.unsafe(staging.copy).writable();
  await copyInto(stream, copyText(rows.map((row) => staging.keys.map((key) => row[key]))));
  const { count: inserted } = await sql.unsafe(staging.insert);
  return { table: staging.table, inserted, existing: rows.length - inserted };
}

/**
 * Sends `text` and the end of the COPY. It does not wait for the server's answer: when the server
 * refuses the end, the driver's stream never finishes. The next statement of the transaction fails instead.
 */
async function copyInto(stream: NodeJS.WritableStream, text: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    stream.on('error', reject);
    stream.write(text, (error) => (error ? reject(error) : resolve()));
  });
  stream.end();
  await setImmediate();
}
