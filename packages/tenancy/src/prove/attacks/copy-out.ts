import { onTables } from '../attempts.ts';
import { beyond, insideOf } from '../reach.ts';
import { sql } from '../sql.ts';

export const copyOut = onTables({
  name: 'copy-out',
  title: 'Copy rows of the other tenant out',
  async *on(target) {
    const { read } = target.reach;
    if (read === 'all') return;
    yield await target.read(
      sql`copy (select 1 from ${target.ident} where ${beyond(read)}) to stdout`,
    );
    if (target.table.kind === 'partitioned') return;
    const allowed = await target.arena.asAdmin(() =>
      target.arena.rows<{ n: string }>(
        sql`select pg_catalog.count(*) as n from ${target.ident} where ${insideOf(read)}`,
      ),
    );
    yield await target.read(sql`copy ${target.ident} to stdout`, (answer) =>
      Math.max(0, answer.count - Number(allowed[0]?.n)),
    );
  },
});
