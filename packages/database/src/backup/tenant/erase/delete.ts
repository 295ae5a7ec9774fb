import { quoteName, quoteText } from '../../sql-text.ts';
import type { TransferSession } from '../../transfer/session.ts';
import { rowsOf, type TenantPlan, type TenantTable } from '../plan/tenant-plan.ts';
import { pastGuards } from './guards.ts';
import type { TableErasure } from './report.ts';

/** Deletes the tenant's rows from every table, each before those it refers to, the organization last; in a transaction. */
export async function deleteAll(
  session: TransferSession,
  { organizations, groups }: TenantPlan,
  tenantId: string,
): Promise<readonly TableErasure[]> {
  // What checks at the end checks after each statement: a table with checks that wait cannot be altered.
  await session.run('set constraints all immediate');
  const inOrder = [...groups.toReversed(), [organizations]];
  return pastGuards(session, inOrder.flat(), async () => {
    const removed: TableErasure[] = [];
    for (const group of inOrder) removed.push(...(await deleteGroup(session, group, tenantId)));
    return removed;
  });
}

/** Tables that refer to each other in a circle lose their rows in one statement, at the end of which foreign keys are checked. */
async function deleteGroup(
  session: TransferSession,
  group: readonly TenantTable[],
  tenantId: string,
): Promise<readonly TableErasure[]> {
  const parts = group.map(
    (table, place) =>
      `deleted_${place} as (delete from ${rowsOf(table)} where ${isOwn(table, tenantId)} returning 1)`,
  );
  const counts = group.map(
    (_, place) => `(select pg_catalog.count(*)::int from deleted_${place}) as "${place}"`,
  );
  const [row] = await session.rows<Record<string, number>>(
    `with ${parts.join(', ')} select ${counts.join(', ')}`,
  );
  return group.map(({ ident }, place) => ({ table: ident, removed: row?.[place] ?? 0 }));
}

/** Deletes at most `limit` rows. @returns how many. */
export async function deleteSome(
  session: TransferSession,
  table: TenantTable,
  tenantId: string,
  limit: number,
): Promise<number> {
  const keys = table.primaryKey.map(quoteName);
  const equal = keys.map((key) => `t.${key} = d.${key}`).join(' and ');
  return pastGuards(session, [table], async () => {
    const { rowCount } = await session.query(
      `delete from ${rowsOf(table)} t
        using (select ${keys.join(', ')} from ${rowsOf(table)} where ${isOwn(table, tenantId)} limit ${limit}) d
        where ${equal}`,
    );
    return rowCount ?? 0;
  });
}

function isOwn({ key }: TenantTable, tenantId: string): string {
  return `${quoteName(key)} = ${quoteText(tenantId)}`;
}
