import { onTables } from '../attempts.ts';
import { writeBlindly } from '../blind.ts';
import { changeable } from '../columns.ts';
import { name, sql } from '../sql.ts';

/**
 * A statement that names no column of the row is not bound by policies for SELECT: only this one sees a policy for
 * UPDATE that is too wide. It changes the subject's own rows as well; what counts is the others.
 */
export const blindUpdate = onTables({
  name: 'blind-update',
  title: 'Change all rows without reading one',
  async *on(target) {
    const { ident, rights, table, unwritable } = target;
    const [row] = unwritable;
    const all = table.columns.map((column) => column.name);
    const [column] = changeable(table, rights.update ? rights.updatable : all);
    if (!row || column === undefined) return;
    const value = target.ownRow?.values[column] ?? row.values[column] ?? null;
    yield await writeBlindly(target, 'update', sql`update ${ident} set ${name(column)} = ${value}`);
  },
});
