import { onTables } from '../attempts.ts';
import { changeable } from '../columns.ts';
import { writeOwn } from '../own-write.ts';
import { insertOf } from '../rows.ts';
import { commas, name, sql } from '../sql.ts';

/** The row to insert has the other row's primary key: whole, and with the subject's own tenant in it. */
export const upsert = onTables({
  name: 'upsert',
  title: 'Overwrite rows of the other tenant by ON CONFLICT DO UPDATE',
  async *on(target) {
    const { rights, table, unwritable } = target;
    const { key, primaryKey } = table;
    const fresh = target.fresh('own');
    const row = unwritable.find(({ side }) => side === 'foreign');
    const all = table.columns.map((column) => column.name);
    const [column] = changeable(table, rights.update ? rights.updatable : all);
    if (primaryKey.length === 0 || !fresh || !row || column === undefined) return;
    const verb = rights.update ? 'insert' : 'update';
    const theirs = Object.fromEntries(primaryKey.map((part) => [part, row.values[part] ?? null]));
    const conflict = sql`on conflict (${commas(primaryKey.map(name))}) do update set ${name(column)} = excluded.${name(column)}`;
    const whole = key === undefined ? theirs : { ...theirs, [key]: row.values[key] ?? null };
    yield await target.write(verb, sql`${insertOf(table, fresh, whole)} ${conflict}`);
    if (key === undefined || table.scope !== 'tenant') return;
    const { own } = target.arena.filled.tenants;
    yield await writeOwn(
      target,
      verb,
      sql`${insertOf(table, fresh, { ...theirs, [key]: own })} ${conflict}`,
    );
  },
});
