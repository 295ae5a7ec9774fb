import { OperationError } from '../../../environment/errors.ts';
import { quoteName, quoteText } from '../../sql-text.ts';
import type { TransferSession } from '../../transfer/session.ts';
import { rowSum } from '../../whole/table-sums.ts';
import { rowsOf } from '../plan/tenant-plan.ts';
import type { Fit, FittingTable } from './fit.ts';
import { insertTriggers } from './triggers.ts';
import { type Changes, valuesOf } from './values.ts';

/**
 * Compares what is in the tables now with what was staged, row by row.
 *
 * @throws OperationError `VERIFICATION_FAILED`, with the triggers of the table, which are what changes rows.
 */
export async function refuseChangedRows(
  session: TransferSession,
  { tables }: Fit,
  changes: Changes,
): Promise<void> {
  for (const fitting of tables) {
    const { table, columns, staging } = fitting;
    const names = columns.map(({ name }) => quoteName(name)).join(', ');
    const values = valuesOf(fitting, changes).join(', ');
    const [sums] = await session.rows<{ written: string; staged: string }>(
      `select (select ${rowSum(`row(${names})`, quick)} from ${rowsOf(table)}
                where ${quoteName(table.key)} = ${quoteText(changes.tenantId)}) as written,
              (select ${rowSum(`row(${values})`, quick)} from ${staging} s) as staged`,
    );
    if (sums !== undefined && sums.written === sums.staged) continue;
    throw await changedRows(session, fitting);
  }
}

// Both sums are of this server: a hash that other servers need not have will do.
const quick = (text: string) => `pg_catalog.hashtextextended(${text}, 0)`;

async function changedRows(
  session: TransferSession,
  { table }: FittingTable,
): Promise<OperationError> {
  const triggers = (await insertTriggers(session, table, 'all')).map(({ name }) => name);
  const advice =
    triggers.length > 0
      ? `Its triggers fire on every row (${triggers.join(', ')}): --disable-triggers keeps them from it, ` +
        'and keeps others from writing to the tables meanwhile.'
      : 'A trigger of another table writes to it: --disable-triggers keeps it from that.';
  return new OperationError(
    'VERIFICATION_FAILED',
    `The rows of ${table.ident} are not those of the file, once they are written. Nothing was imported. ${advice}`,
  );
}
