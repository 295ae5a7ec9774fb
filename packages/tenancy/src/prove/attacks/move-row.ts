import type { SqlFragment } from '../../sql/fragment.ts';
import { onTables } from '../attempts.ts';
import { sameRow } from '../rows.ts';
import { commas, name, sql } from '../sql.ts';
import type { Target } from '../target.ts';
import type { Trial } from '../verdict.ts';

/** What is given away is seen by the other tenant, and counts as theirs. */
export const moveRow = onTables({
  name: 'move-row',
  title: 'Move one’s own row to the other tenant',
  async *on(target) {
    const { reach, rows, ownRow } = target;
    if (!ownRow || typeof reach.write === 'string') return;
    for (const { column } of reach.write) {
      const { identity, generated } =
        target.table.columns.find((known) => known.name === column) ?? {};
      // Nobody can change it.
      if (identity === 'always' || generated) continue;
      const own = ownRow.values[column];
      const other = rows.find(({ values }) => values[column] != null && values[column] !== own);
      if (!other) continue;
      for (const columns of [[column], withParents(target, column)]) {
        const to = new Map(columns.map((moved) => [moved, other.values[moved] ?? null]));
        yield await move(target, to, sql` where ${sameRow(ownRow, target.rights.selectable)}`);
        // Without a condition, the new row need not be one that the subject reads.
        yield await move(target, to, sql``);
      }
    }
  },
});

/** The columns that refer to parents of the same tenant: they have to move along. */
function withParents({ table }: Target, column: string): readonly string[] {
  const parents = table.foreignKeys.filter(({ columns }) => columns.includes(column));
  return [...new Set([column, ...parents.flatMap(({ columns }) => columns)])];
}

async function move(
  target: Target,
  to: ReadonlyMap<string, string | null>,
  where: SqlFragment,
): Promise<Trial> {
  const { arena, ident, table } = target;
  const set = commas([...to].map(([column, value]) => sql`${name(column)} = ${value}`));
  const statement = sql`update ${ident} set ${set}${where}`;
  const [answer] = await target.attempt(statement);
  // Rows that refer to this one keep it; others there are that none refers to.
  const isKept = !answer.ok && answer.code === '23503';
  return isKept
    ? arena.withoutForeignKeys(table, () => target.write('update', statement))
    : target.write('update', statement);
}
