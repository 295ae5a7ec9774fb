import type { Table } from '@startkit/tenancy/catalog';
import { quoteName, quoteText } from '../../sql-text.ts';
import type { TransferSession } from '../../transfer/session.ts';

/*
 * Append-only tables have a trigger that refuses every DELETE, whoever asks; so have counts, once they are posted. An erasure
 * is the one exception: the owner of the table, and nobody else can, switches the trigger off inside the transaction that
 * deletes the tenant's rows, and on again before its end. Meanwhile nobody else writes to the table: they wait.
 */

const guards = (table: Table) => `
  select tgname::text as name from pg_catalog.pg_trigger
   where tgrelid = ${quoteText(table.ident)}::pg_catalog.regclass and not tgisinternal and tgenabled <> 'D'
     and tgfoid = any (array[pg_catalog.to_regprocedure('app.refuse_change()'),
       pg_catalog.to_regprocedure('app.guard_count_sheet()'), pg_catalog.to_regprocedure('app.guard_count_line()')])`;

/** Runs `work`, which deletes rows of `tables`, past the guards of those that keep their rows. */
export async function pastGuards<T>(
  session: TransferSession,
  tables: readonly Table[],
  work: () => Promise<T>,
): Promise<T> {
  const found: { readonly table: string; readonly trigger: string }[] = [];
  for (const table of tables) {
    for (const { name } of await session.rows<{ name: string }>(guards(table))) {
      found.push({ table: table.ident, trigger: quoteName(name) });
    }
  }
  for (const { table, trigger } of found) {
    await session.run(`alter table ${table} disable trigger ${trigger}`);
  }
  const result = await work();
  for (const { table, trigger } of found) {
    await session.run(`alter table ${table} enable trigger ${trigger}`);
  }
  return result;
}
