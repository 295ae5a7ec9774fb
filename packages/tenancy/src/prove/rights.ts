import type { Session } from './session.ts';
import { commas, raw, sql } from './sql.ts';

/** What grants say that the current role may do with a table or view, whatever policies say. */
export interface Rights {
  readonly select: boolean;
  readonly insert: boolean;
  readonly update: boolean;
  readonly delete: boolean;
  readonly truncate: boolean;
  readonly trigger: boolean;
  /** Columns that it may read, insert and change. */
  readonly selectable: readonly string[];
  readonly insertable: readonly string[];
  readonly updatable: readonly string[];
}

const none: Rights = {
  select: false,
  insert: false,
  update: false,
  delete: false,
  truncate: false,
  trigger: false,
  selectable: [],
  insertable: [],
  updatable: [],
};

/** The current role's rights, by oid. Without USAGE on the schema there are none. */
export async function readRights(
  session: Session,
  oids: readonly number[],
): Promise<(oid: number) => Rights> {
  if (oids.length === 0) return () => none;
  const columns = (right: string) =>
    raw(`array(select attname::text from pg_catalog.pg_attribute
      where attrelid = c.oid and attnum > 0 and not attisdropped
        and pg_catalog.has_column_privilege(c.oid, attnum, '${right}'))`);
  const rows = await session.rows<Rights & { oid: string }>(sql`
    select c.oid::text as oid,
      pg_catalog.has_any_column_privilege(c.oid, 'select') as "select",
      pg_catalog.has_any_column_privilege(c.oid, 'insert') as "insert",
      pg_catalog.has_any_column_privilege(c.oid, 'update') as "update",
      pg_catalog.has_table_privilege(c.oid, 'delete') as "delete",
      pg_catalog.has_table_privilege(c.oid, 'truncate') as "truncate",
      pg_catalog.has_table_privilege(c.oid, 'trigger') as "trigger",
      ${columns('select')} as selectable, ${columns('insert')} as insertable, ${columns('update')} as updatable
    from pg_catalog.pg_class c
    where c.oid in (${commas(oids.map((oid) => sql`${String(oid)}`))})
      and pg_catalog.has_schema_privilege(c.relnamespace, 'usage')`);
  const byOid = new Map(rows.map((row) => [Number(row.oid), row]));
  return (oid) => byOid.get(oid) ?? none;
}
