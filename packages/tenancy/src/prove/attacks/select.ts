import { everybody, onTables } from '../attempts.ts';
import { sql } from '../sql.ts';

export const select = onTables({
  name: 'select',
  title: 'Read rows of the other tenant by their primary key',
  kinds: everybody,
  bothWays: true,
  async *on(target) {
    const rows = target.unreadable;
    if (rows.length === 0) return;
    yield await target.read(sql`select 1 from ${target.ident} where ${target.these(rows)}`);
  },
});
