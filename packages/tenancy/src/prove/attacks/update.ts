import { everybody, onTables } from '../attempts.ts';
import { absentLike } from '../absent.ts';
import { changeable } from '../columns.ts';
import { name, sql } from '../sql.ts';

export const update = onTables({
  name: 'update',
  title: 'Change rows of the other tenant',
  kinds: everybody,
  async *on(target) {
    const { ident, rights, table, unwritable } = target;
    const [row] = unwritable;
    const all = table.columns.map((column) => column.name);
    const [column] = changeable(table, rights.update ? rights.updatable : all);
    if (!row || column === undefined) return;
    const set = sql`update ${ident} set ${name(column)} = ${row.values[column] ?? null}`;
    const absent = absentLike(row);
    yield await target.write(
      'update',
      sql`${set} where ${target.these(unwritable)}`,
      absent && sql`${set} where ${absent}`,
    );
  },
});
