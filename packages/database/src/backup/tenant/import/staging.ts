import { OperationError } from '../../../environment/errors.ts';
import { createProgress } from '../../../seed/scale/progress.ts';
import { quoteText } from '../../sql-text.ts';
import type { TransferSession } from '../../transfer/session.ts';
import { toCopyLine } from '../file/copy-text.ts';
import type { End, Header, RowLine } from '../file/lines.ts';
import type { TenantFile } from '../file/reader.ts';
import type { Fit, FittingTable } from './fit.ts';

// COPY FROM is refused on a table under Row-Level Security. Temporary tables of texts take every value as it is, and what
// they hold is looked at as a whole before anything is written.

export const referencesStaging = 'pg_temp.import_references';

/**
 * Copies the file into temporary tables, which the end of the transaction drops, and compares it with its own end.
 *
 * @throws OperationError `BACKUP_INVALID`.
 */
export async function loadFile(
  session: TransferSession,
  file: TenantFile,
  header: Header,
  fit: Fit,
  log?: (line: string) => void,
): Promise<End> {
  const progress = log && createProgress('tables read', fit.tables.length, log, process.stderr);
  await session.run(
    `create temporary table import_references (reference text, id text, key text, "row" text) on commit drop`,
  );
  await session.copyIn(`copy ${referencesStaging} from stdin`, referenceLines(file));
  const counts: Record<string, number> = {};
  for (const { table, columns, staging } of fit.tables) {
    const texts = columns.map((_, place) => `c${place} text`);
    await session.run(
      `create temporary table ${staging.replace('pg_temp.', '')} (${texts.join(', ')}) on commit drop`,
    );
    const names = columns.map(({ name }) => name);
    const lines = rowLines(file.rows(table.ident), table.ident, names);
    counts[table.ident] = await session.copyIn(`copy ${staging} from stdin`, lines);
    await session.run(`analyze ${staging}`);
    progress?.update(Object.keys(counts).length, table.name);
  }
  const end = await file.end();
  for (const { name } of header.tables) {
    if (counts[name] === end.rows[name]) continue;
    throw invalid(`it says ${end.rows[name]} rows of ${name}, and holds ${counts[name]}`);
  }
  await refuseForeignRows(session, header, fit);
  return end;
}

async function* referenceLines(file: TenantFile): AsyncGenerator<string, void, undefined> {
  for await (const { reference, id, key, row } of file.references()) {
    yield toCopyLine([reference, ...[id, key, row].map((part) => JSON.stringify(part))]);
  }
}

async function* rowLines(
  rows: AsyncIterable<RowLine['row']>,
  table: string,
  names: readonly string[],
): AsyncGenerator<string, void, undefined> {
  for await (const row of rows) {
    const values = names.map((name) => row[name]);
    const complete = values.filter((value) => value !== undefined);
    if (complete.length < names.length || Object.keys(row).length > names.length) {
      throw invalid(`a row of ${table} has other columns than its header says`);
    }
    yield toCopyLine(complete);
  }
}

/** A file is one tenant's: a row of another one would be written into that. */
async function refuseForeignRows(
  session: TransferSession,
  { tenant }: Header,
  { tables }: Fit,
): Promise<void> {
  for (const fitting of tables) {
    const { ident } = fitting.table;
    const [foreign] = await session.rows<{ count: number }>(
      `select pg_catalog.count(*)::int as count from ${fitting.staging}
        where ${keyOf(fitting)} is distinct from ${quoteText(tenant.id)}`,
    );
    if (foreign?.count !== 0) throw invalid(`it holds rows of ${ident} that are another tenant's`);
  }
  const [organizations] = tables;
  const [row] = await session.rows<{ count: number }>(
    `select pg_catalog.count(*)::int as count from ${organizations?.staging}`,
  );
  if (row?.count !== 1) throw invalid('it does not hold one organization');
}

/** The staged column that says whose a row is. */
function keyOf({ table, columns }: FittingTable): string {
  const place = columns.findIndex(({ name }) => name === table.key);
  if (place === -1) throw invalid(`${table.ident} is without ${table.key}`);
  return `c${place}`;
}

function invalid(problem: string): OperationError {
  return new OperationError(
    'BACKUP_INVALID',
    `The file is not what it should be: ${problem}. Nothing was imported.`,
  );
}
