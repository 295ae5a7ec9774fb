import { onTables } from '../attempts.ts';
import { changeable } from '../columns.ts';
import { name, sql } from '../sql.ts';

export const merge = onTables({
  name: 'merge',
  title: 'Change and delete rows of the other tenant by MERGE',
  async *on(target) {
    const { ident, rights, table, unwritable } = target;
    const [row] = unwritable;
    const all = table.columns.map((column) => column.name);
    const [column] = changeable(table, rights.update ? rights.updatable : all);
    if (!row || column === undefined || target.arena.catalog.version < 150_000) return;
    const into = sql`merge into ${ident} using (select 1) s on ${target.these(unwritable)} when matched then`;
    yield await target.write(
      'update',
      sql`${into} update set ${name(column)} = ${row.values[column] ?? null}`,
    );
    yield await target.write('delete', sql`${into} delete`);
  },
});
