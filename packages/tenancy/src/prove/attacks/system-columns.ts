import { onTables } from '../attempts.ts';
import { join, sql } from '../sql.ts';

/** Where rows are is told by nobody, but it can be guessed: (0,1), (0,2), ... */
export const systemColumns = onTables({
  name: 'system-columns',
  title: 'Read rows of the other tenant by where they are stored',
  async *on(target) {
    const rows = target.unreadable;
    if (rows.length === 0) return;
    const { arena } = target;
    const places = await arena.asAdmin(() =>
      arena.rows<{ ctid: string; tableoid: string }>(
        sql`select ctid::text as ctid, tableoid::text as tableoid from ${target.ident} where ${target.these(rows)}`,
      ),
    );
    if (places.length === 0) return;
    const there = join(
      places.map(({ ctid, tableoid }) => sql`(ctid = ${ctid} and tableoid = ${tableoid})`),
      ' or ',
    );
    yield await target.read(
      sql`select ctid, tableoid, xmin, xmax from ${target.ident} where ${there}`,
    );
  },
});
