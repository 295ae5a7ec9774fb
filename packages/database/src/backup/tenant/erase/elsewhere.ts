import type { Table } from '@startkit/tenancy/catalog';
import { quoteName, quoteText } from '../../sql-text.ts';
import type { TransferSession } from '../../transfer/session.ts';
import { elsewhere, keptByErasure } from '../kit.ts';
import { allTables, rowsOf, type TenantPlan } from '../plan/tenant-plan.ts';
import type { Kept, TableErasure } from './report.ts';

/** Tables outside of the tenant, whole. */
function otherTables(plan: TenantPlan): readonly Table[] {
  const own = new Set(allTables(plan).map(({ oid }) => oid));
  return plan.catalog.tables.filter(
    ({ oid, partitionOf }) => partitionOf === undefined && !own.has(oid),
  );
}

/** The tenant's rows in tables without its key, as the kit knows them: its jobs. */
export async function countElsewhere(
  session: TransferSession,
  plan: TenantPlan,
  tenantId: string,
): Promise<readonly TableErasure[]> {
  const counts = [];
  for (const { ident } of otherTables(plan)) {
    const condition = elsewhere[ident];
    if (condition === undefined) continue;
    const [row] = await session.rows<{ count: number }>(
      `select pg_catalog.count(*)::int as count from ${ident} where ${condition}`,
      [tenantId],
    );
    counts.push({ table: ident, removed: row?.count ?? 0 });
  }
  return counts;
}

export async function removeElsewhere(
  session: TransferSession,
  plan: TenantPlan,
  tenantId: string,
): Promise<readonly TableErasure[]> {
  const removed = [];
  for (const { ident } of otherTables(plan)) {
    const condition = elsewhere[ident];
    if (condition === undefined) continue;
    const { rowCount } = await session.query(`delete from ${ident} where ${condition}`, [tenantId]);
    removed.push({ table: ident, removed: rowCount ?? 0 });
  }
  return removed;
}

/** Rows that name the tenant and are not its own: in a column for its key, or anywhere in their text. They are kept. */
export async function findKept(
  session: TransferSession,
  plan: TenantPlan,
  tenantId: string,
): Promise<readonly Kept[]> {
  const kept: Kept[] = [];
  for (const table of otherTables(plan)) {
    if (elsewhere[table.ident] !== undefined) continue;
    const hasKey = table.columns.some(({ name }) => name === plan.tenantKey);
    const condition = hasKey
      ? `${quoteName(plan.tenantKey)} = ${quoteText(tenantId)}`
      : `pg_catalog.strpos((t.*)::pg_catalog.text, ${quoteText(tenantId)}) > 0`;
    const [row] = await session.rows<{ count: number }>(
      `select pg_catalog.count(*)::int as count from ${rowsOf(table)} t where ${condition}`,
    );
    if (row === undefined || row.count === 0) continue;
    const why =
      keptByErasure[table.ident] ??
      (hasKey
        ? 'the table is not declared as a tenant’s: its rows are the staff’s to judge'
        : 'their text mentions the tenant’s id: look at them');
    kept.push({ what: table.ident, rows: row.count, why });
  }
  return kept;
}

/** How many rows of the tenant there are in each of its tables. */
export async function countRows(
  session: TransferSession,
  plan: TenantPlan,
  tenantId: string,
): Promise<readonly TableErasure[]> {
  const counts = [];
  for (const table of allTables(plan)) {
    const [row] = await session.rows<{ count: number }>(
      `select pg_catalog.count(*)::int as count from ${rowsOf(table)}
        where ${quoteName(table.key)} = ${quoteText(tenantId)}`,
    );
    counts.push({ table: table.ident, removed: row?.count ?? 0 });
  }
  return counts;
}
