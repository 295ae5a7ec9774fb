import { quoteName, quoteText } from '../../sql-text.ts';
import type { TransferSession } from '../../transfer/session.ts';
import type { TenantTable } from '../plan/tenant-plan.ts';

interface Trigger {
  readonly name: string;
  /** As pg_trigger has it: O, R or A. */
  readonly enabled: string;
}

const modes: Readonly<Record<string, string>> = { R: 'enable replica', A: 'enable always' };

/** What writes rows that follow from those of the file, and that the file brings as well. */
const derives = `tgfoid = pg_catalog.to_regprocedure('app.update_inventory_balance()')`;

/** Triggers of a table that an INSERT fires, without the system's own: those that derive rows, or all of them. */
export function insertTriggers(
  session: TransferSession,
  table: TenantTable,
  which: 'deriving' | 'all',
): Promise<readonly Trigger[]> {
  return session.rows<Trigger>(
    `select tgname::text as name, tgenabled::text as enabled from pg_catalog.pg_trigger
      where tgrelid = ${quoteText(table.ident)}::pg_catalog.regclass and not tgisinternal and tgenabled <> 'D'
        and tgtype & 4 <> 0 ${which === 'all' ? '' : `and ${derives}`} order by tgname`,
  );
}

/**
 * Runs `work` while triggers of a table do not fire; inside a transaction, which for as long as it lasts keeps others from
 * writing to the table. Only its owner can.
 */
export async function withoutTriggers<T>(
  session: TransferSession,
  table: TenantTable,
  triggers: readonly Trigger[],
  work: () => Promise<T>,
): Promise<T> {
  const alter = async (what: (trigger: Trigger) => string) => {
    for (const trigger of triggers) {
      await session.run(
        `alter table ${table.ident} ${what(trigger)} trigger ${quoteName(trigger.name)}`,
      );
    }
  };
  await alter(() => 'disable');
  const result = await work();
  await alter(({ enabled }) => modes[enabled] ?? 'enable');
  return result;
}
