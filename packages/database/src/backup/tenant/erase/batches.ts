import { quoteName, quoteText } from '../../sql-text.ts';
import type { TransferSession } from '../../transfer/session.ts';
import { inTransactionThatGivesWay } from '../../../migrations/runner/attempts.ts';
import { useApplicationPath } from '../../transfer/text-form.ts';
import { closeTenant } from '../kit.ts';
import type { TenantPlan, TenantTable } from '../plan/tenant-plan.ts';
import { deleteSome } from './delete.ts';
import type { TableErasure } from './report.ts';

export interface BatchOptions {
  readonly session: TransferSession;
  readonly plan: TenantPlan;
  readonly tenantId: string;
  /** Rows of one transaction. */
  readonly size: number;
  readonly onRows: (removed: number, table: string) => void;
  readonly log?: (line: string) => void;
}

/**
 * Deletes most of a large tenant's rows, a transaction each so many: no lock is held for long, and a run that is interrupted
 * is continued by the next. The tenant is closed first, so that nobody sees half of it. What cannot be deleted in parts
 * is left.
 */
export async function deleteInBatches(options: BatchOptions): Promise<readonly TableErasure[]> {
  const { session, plan, tenantId, size, onRows } = options;
  await inTransactionThatGivesWay(session, options, () => close(session, plan, tenantId));
  const removed: TableErasure[] = [];
  for (const table of await divisible(session, plan)) {
    let rows = 0;
    for (let last = size; last >= size;) {
      last = await inTransactionThatGivesWay(session, options, async () => {
        await useApplicationPath(session);
        return deleteSome(session, table, tenantId, size);
      });
      rows += last;
      onRows(last, table.name);
    }
    removed.push({ table: table.ident, removed: rows });
  }
  return removed;
}

async function close(
  session: TransferSession,
  { organizations }: TenantPlan,
  tenantId: string,
): Promise<void> {
  const changes = Object.entries(closeTenant).map(
    ([column, value]) => `${quoteName(column)} = ${value}`,
  );
  await session.run(
    `update ${organizations.ident} set ${changes.join(', ')} where ${quoteName(organizations.key)} = ${quoteText(tenantId)}`,
  );
}

/**
 * The tables whose rows may go in parts, each before those it refers to: not those of a circle or that refer to themselves,
 * where a part may be referred to by the rest; and not those that a rule looks at as a whole, at the end of a transaction.
 */
async function divisible(
  session: TransferSession,
  { groups }: TenantPlan,
): Promise<readonly TenantTable[]> {
  const judged = await session.rows<{ table: number }>(
    `select distinct tgrelid::int8::float8 as "table" from pg_catalog.pg_trigger
      where not tgisinternal and tgdeferrable and tgtype & 8 <> 0`,
  );
  const whole = new Set(judged.map(({ table }) => table));
  const found: TenantTable[] = [];
  for (const group of groups.toReversed()) {
    for (const table of group) {
      const isDivisible =
        group.length === 1 &&
        table.primaryKey.length > 0 &&
        !whole.has(table.oid) &&
        !table.foreignKeys.some(({ references }) => references === table.oid);
      if (isDivisible) found.push(table);
      // What it refers to stays as long as it does.
      else for (const { references } of table.foreignKeys) whole.add(references);
    }
  }
  return found;
}
