import { quoteIdent } from '../../catalog/quote.ts';
import { rowsOf } from '../../catalog/queryable.ts';
import type { Filling } from './filling.ts';
import { rowAsJson, valueSql } from './row/insert.ts';
import type { Placed, Values } from './made-rows.ts';
import { boundByRls } from './row/refusal.ts';
import { held } from './savepoint.ts';
import type { Reasons } from './fill-tables.ts';

/** Rows that are read by one statement. */
const atOnce = 40;

/** SQL that finds a row in the table that it was put into. */
export function whereRow({ target, values, ctid }: Placed): string {
  const { table } = target;
  if (table.primaryKey.length === 0) return `ctid = '${ctid}' and tableoid = ${table.oid}`;
  return table.primaryKey
    .map((name) => `${quoteIdent(name)} = ${valueSql(target, name, values[name] ?? null)}`)
    .join(' and ');
}

/** Reads all rows again: triggers of other tables may have changed them, or removed them, or they are not to be seen. */
export async function reread(filling: Filling, reasons: Reasons): Promise<void> {
  const all = filling.rows.all().filter(({ existing }) => !existing);
  for (let at = 0; at < all.length; at += atOnce) {
    const rows = all.slice(at, at + atOnce);
    const found = await readRows(filling, rows);
    for (const [nth, row] of rows.entries()) {
      const values = found.get(nth);
      if (values) filling.rows.replace(row, values, row.ctid);
      // An address is no name: a row that was updated has another.
      else if (row.target.table.primaryKey.length > 0) await lose(filling, row, reasons);
    }
  }
}

async function readRows(
  filling: Filling,
  rows: readonly Placed[],
): Promise<ReadonlyMap<number, Values>> {
  const selects = rows.map(
    (row, nth) =>
      `select ${nth} as nth, ${rowAsJson(row.target)} as row from ${row.target.into.ident} where ${whereRow(row)}`,
  );
  const read = (select: string) =>
    held(filling.admin, (tried) => tried.try<{ nth: number; row: string }>(select));
  const together = await read(selects.join(' union all '));
  const answers = together.error ? [] : [...together.rows];
  if (together.error) {
    for (const select of selects) {
      const answer = await read(select);
      if (!answer.error) answers.push(...answer.rows);
    }
  }
  return new Map(answers.map(({ nth, row }) => [nth, JSON.parse(row) as Values]));
}

async function lose({ admin, rows }: Filling, row: Placed, reasons: Reasons): Promise<void> {
  rows.remove(row);
  if (row.nth > 0) return;
  const [rights] = await rowsOf<{ bound: boolean }>(
    admin,
    `select pg_catalog.row_security_active($1::oid) as bound`,
    [row.target.into.oid],
  );
  const reason =
    rights?.bound === true
      ? `${boundByRls} (it does not see the row that was made)`
      : 'a row was made, and is not there any more: a trigger removed it';
  for (const oid of row.target.within) reasons.set(oid, { reason, kind: 'final' });
}
