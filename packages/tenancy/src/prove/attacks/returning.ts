import { onTables } from '../attempts.ts';
import { changeable } from '../columns.ts';
import { insertOf } from '../rows.ts';
import { name, sql } from '../sql.ts';

/** RETURNING gives rows back: a policy that lets them be written must not let them be read. */
export const returning = onTables({
  name: 'returning',
  title: 'Read rows of the other tenant by RETURNING',
  async *on(target) {
    const { ident, rights, table, unwritable } = target;
    const [row] = unwritable;
    if (!row) return;
    const all = table.columns.map((column) => column.name);
    const [column] = changeable(table, rights.update ? rights.updatable : all);
    if (column !== undefined) {
      yield await target.write(
        'update',
        sql`update ${ident} set ${name(column)} = ${row.values[column] ?? null} where ${target.these(unwritable)} returning 1`,
      );
    }
    yield await target.write(
      'delete',
      sql`delete from ${ident} where ${target.these(unwritable)} returning 1`,
    );
    const fresh = target.fresh('foreign');
    if (fresh && target.reach.write !== 'all') {
      yield await target.write('insert', sql`${insertOf(table, fresh)} returning 1`);
    }
  },
});
