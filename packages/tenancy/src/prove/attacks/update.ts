import { onTables } from '../attempts.ts';
import { absentLike } from '../absent.ts';
import { changeable } from '../columns.ts';
import { name, sql } from '../sql.ts';

export const update = onTables({
  name: 'update',
  title: 'Change rows of the other tenant',
  async *on(target) {
    const { ident, rights, table, unwritableParts } = target;
    const all = table.columns.map((column) => column.name);
    const [column] = changeable(table, rights.update ? rights.updatable : all);
    if (column === undefined) return;
    for (const { rows, isHidden } of unwritableParts) {
      const [row] = rows;
      const set = sql`update ${ident} set ${name(column)} = ${row?.values[column] ?? null}`;
      const absent = isHidden && row ? absentLike(row) : undefined;
      yield await target.write(
        'update',
        sql`${set} where ${target.these(rows)}`,
        absent && sql`${set} where ${absent}`,
      );
    }
  },
});
