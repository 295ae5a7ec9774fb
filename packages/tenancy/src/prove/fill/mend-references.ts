import type { ForeignKey } from '../../catalog/catalog.ts';
import { quoteIdent } from '../../catalog/quote.ts';
import type { Filling } from './filling.ts';
import { rowAsJson, valueSql } from './row/insert.ts';
import { isNotNull } from './row/job.ts';
import type { Placed, Values } from './made-rows.ts';
import { whereRow } from './reread.ts';
import { held } from './savepoint.ts';
import type { Target } from './plan/targets.ts';

/** Sets foreign keys to tables of a circle that had to be NULL while there was nothing to point to. */
export async function pointToEachOther(
  filling: Filling,
  targets: readonly Target[],
  circle: readonly number[],
): Promise<void> {
  for (const target of targets) {
    for (const key of target.table.foreignKeys) {
      const parent = filling.tables.get(key.references);
      if (!parent || !circle.includes(rootOid(filling, key.references))) continue;
      for (const side of ['own', 'foreign'] as const) {
        const rows = filling.rows.of(target.table, side).filter((row) => !row.existing);
        for (const row of rows) await pointTo(filling, row, key);
      }
    }
  }
}

function rootOid({ families }: Filling, oid: number): number {
  const isPart = ({ targets }: { targets: readonly Target[] }) =>
    targets.some(({ within }) => within.includes(oid));
  return families.find(isPart)?.root.oid ?? oid;
}

async function pointTo({ admin, rows }: Filling, row: Placed, key: ForeignKey): Promise<void> {
  const { target, side, nth, values } = row;
  const open = key.columns.filter((name) => values[name] === null && !isNotNull(target, name));
  const parents = rows.of({ oid: key.references }, side);
  const parent = parents.find((one) => one.nth === nth) ?? parents[0];
  if (open.length === 0 || !parent) return;
  const set = open.map((name) => {
    const other = key.referencedColumns[key.columns.indexOf(name)] ?? '';
    return `${quoteIdent(name)} = ${valueSql(target, name, parent.values[other] ?? null)}`;
  });
  // What refuses it has its reasons: the row stays as it is.
  const answer = await held(admin, (tried) =>
    tried.try<{ row: string; ctid: string }>(
      `update ${target.into.ident} set ${set.join(', ')} where ${whereRow(row)}
       returning ${rowAsJson(target)} as row, ctid::text`,
    ),
  );
  const [updated] = answer.error ? [] : answer.rows;
  if (updated) rows.replace(row, JSON.parse(updated.row) as Values, updated.ctid);
}
