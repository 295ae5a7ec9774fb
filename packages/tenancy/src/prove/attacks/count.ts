import { onTables } from '../attempts.ts';
import { beyond, columnsOf } from '../reach.ts';
import { sql } from '../sql.ts';

/** Rows of whichever tenant, and of none: a key that is NULL is not one's own. */
export const count = onTables({
  name: 'count',
  title: 'Count rows that are not one’s own, whoever’s they are',
  async *on(target) {
    const { read } = target.reach;
    if (read === 'all') return;
    const { selectable } = target.rights;
    const mayName = columnsOf(read).every((column) => selectable.includes(column));
    if (target.rights.select && !mayName) return;
    yield await target.read(
      sql`select pg_catalog.count(*) as n from ${target.ident} where ${beyond(read)}`,
      ({ rows }) => Number(rows[0]?.['n']),
    );
  },
});
