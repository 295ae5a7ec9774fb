import { onTables } from '../attempts.ts';
import { beyond, columnsOf, insideOf } from '../reach.ts';
import { sql } from '../sql.ts';

/** Rows of whichever tenant, and of none: a key that is NULL is not one's own. */
export const count = onTables({
  name: 'count',
  title: 'Count rows that are not one’s own, whoever’s they are',
  bothWays: true,
  async *on(target) {
    const { arena, ident, reach, rights } = target;
    if (reach.read === 'all') return;
    const counted = sql`select pg_catalog.count(*) as n from ${ident}`;
    if (columnsOf(reach.read).every((column) => rights.selectable.includes(column))) {
      yield await target.read(sql`${counted} where ${beyond(reach.read)}`, ({ rows }) =>
        Number(rows[0]?.['n']),
      );
      return;
    }
    // Whose rows are it may not ask: the admin counts those that are its own.
    const [own] = arena.filled.areCommitted
      ? []
      : await arena.asAdmin(() =>
          arena.rows<{ n: string }>(sql`${counted} where ${insideOf(reach.read)}`),
        );
    yield await target.read(counted, ({ rows }) =>
      Math.max(0, Number(rows[0]?.['n']) - Number(own?.n ?? rows[0]?.['n'])),
    );
  },
});
