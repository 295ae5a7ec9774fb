import { onTables } from '../attempts.ts';
import { absentLike } from '../absent.ts';
import { sql } from '../sql.ts';

export const deletion = onTables({
  name: 'delete',
  title: 'Delete rows of the other tenant',
  async *on(target) {
    const { ident, unwritableParts } = target;
    for (const { rows, isHidden } of unwritableParts) {
      const [row] = rows;
      const absent = isHidden && row ? absentLike(row) : undefined;
      yield await target.write(
        'delete',
        sql`delete from ${ident} where ${target.these(rows)}`,
        absent && sql`delete from ${ident} where ${absent}`,
      );
    }
  },
});
