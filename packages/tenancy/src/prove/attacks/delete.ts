import { everybody, onTables } from '../attempts.ts';
import { absentLike } from '../absent.ts';
import { sql } from '../sql.ts';

export const deletion = onTables({
  name: 'delete',
  title: 'Delete rows of the other tenant',
  kinds: everybody,
  async *on(target) {
    const { ident, unwritable } = target;
    const [row] = unwritable;
    if (!row) return;
    const absent = absentLike(row);
    yield await target.write(
      'delete',
      sql`delete from ${ident} where ${target.these(unwritable)}`,
      absent && sql`delete from ${ident} where ${absent}`,
    );
  },
});
