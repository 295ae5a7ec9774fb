import { resolve } from 'node:path';
import { existsSync } from 'node:fs';
import { OperationError } from '../../../environment/errors.ts';
import { readJournal } from '../../../migrations/runner/journal.ts';
import { createProgress } from '../../../seed/scale/progress.ts';
import { refuseHiddenRows } from '../../every-row.ts';
import { quoteName, quoteText } from '../../sql-text.ts';
import { type TransferSession, withTransfer } from '../../transfer/session.ts';
import { onSnapshot } from '../../snapshot.ts';
import { leftOut } from '../../whole/left-out.ts';
import { fromCopyLine } from '../file/copy-text.ts';
import type { End, Header, ReferenceLine, RowLine } from '../file/lines.ts';
import { writeTenantFile } from '../file/writer.ts';
import { findTenant, type Tenant } from '../find-tenant.ts';
import {
  allTables,
  readTenantPlan,
  rowsOf,
  type TenantPlan,
  type TenantTable,
  writtenColumns,
} from '../plan/tenant-plan.ts';
import { exportedColumns, referenceLines, toRow } from './references.ts';

export interface ExportOptions {
  /** Connection string of the backup login, or of the migration login. */
  readonly url: string;
  /** Which tenant. */
  readonly slug: string;
  /** The file; it must not be there yet. */
  readonly output: string;
  readonly log?: (line: string) => void;
}

export interface ExportReport extends End {
  readonly tenant: Tenant;
  readonly file: string;
}

/**
 * Writes all rows of one tenant, from every table, and what they refer to, into a file: one snapshot, a row at a time.
 *
 * @throws OperationError `NOT_FOUND`, `REFUSED` when the file is there, `PRIVILEGE_MISSING` when the login does not see
 * every row, or as `withTransfer`.
 */
export async function exportTenant(options: ExportOptions): Promise<ExportReport> {
  const file = resolve(options.output);
  if (existsSync(file)) {
    throw new OperationError('REFUSED', `${file} is there already. Nothing was written.`);
  }
  return withTransfer(options.url, 'startkit-export', async (session) => {
    await refuseHiddenRows(session, leftOut);
    return onSnapshot(session, async () => {
      const plan = await readTenantPlan(session);
      const tenant = await findTenant(session, plan, options.slug);
      const header = await headerOf(session, plan, tenant);
      const end = await writeTenantFile(file, header, linesOf(session, plan, tenant, options));
      return { tenant, file, ...end };
    });
  });
}

async function headerOf(
  session: TransferSession,
  plan: TenantPlan,
  tenant: Tenant,
): Promise<Header> {
  const [facts] = await session.rows<{ now: Date; version: string }>(
    `select pg_catalog.now() as now, pg_catalog.current_setting('server_version') as version`,
  );
  return {
    format: 'startkit-tenant',
    version: 1,
    tenant,
    exportedAt: facts!.now.toISOString(),
    database: session.target.database,
    serverVersion: facts!.version,
    migrations: (await readJournal(session)).map(({ hash }) => hash),
    tables: allTables(plan).map((table) => ({
      name: table.ident,
      columns: writtenColumns(table).map(({ name, type }) => ({ name, type })),
    })),
    references: plan.references.map((reference) => ({
      name: reference.table.ident,
      kind: reference.kind,
      key: [...reference.naturalKey],
      columns: [...reference.columns],
      row: exportedColumns(reference).map(({ name, type }) => ({ name, type })),
    })),
  };
}

async function* linesOf(
  session: TransferSession,
  plan: TenantPlan,
  tenant: Tenant,
  { log }: ExportOptions,
): AsyncGenerator<ReferenceLine | RowLine, void, undefined> {
  for (const reference of plan.references) yield* referenceLines(session, reference, tenant.id);
  const tables = allTables(plan);
  const progress = log && createProgress('tables exported', tables.length, log, process.stderr);
  for (const [done, table] of tables.entries()) {
    yield* rowLines(session, table, tenant.id, (rows) =>
      progress?.update(done, `${table.name}: ${rows} rows`),
    );
    progress?.update(done + 1, table.name);
  }
}

/** Rows between two words of progress. */
const often = 20_000;

async function* rowLines(
  session: TransferSession,
  table: TenantTable,
  tenantId: string,
  onRows: (rows: number) => void,
): AsyncGenerator<RowLine, void, undefined> {
  const names = writtenColumns(table).map(({ name }) => name);
  const order = table.primaryKey.length > 0 ? table.primaryKey : [table.key];
  const text = `copy (select ${names.map(quoteName).join(', ')} from ${rowsOf(table)}
     where ${quoteName(table.key)} = ${quoteText(tenantId)}
     order by ${order.map(quoteName).join(', ')}) to stdout`;
  let rows = 0;
  for await (const line of session.copyOut(text)) {
    yield { table: table.ident, row: toRow(names, fromCopyLine(line)) };
    rows += 1;
    if (rows % often === 0) onRows(rows);
  }
}
