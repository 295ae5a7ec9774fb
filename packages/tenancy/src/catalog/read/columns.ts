import type { Column } from '../catalog.ts';
import type { Queryable } from '../queryable.ts';
import { found, groupBy, oidArray, optional } from './found.ts';
import { readTypes } from './types.ts';

interface Row {
  readonly table: number;
  readonly name: string;
  readonly type: number;
  readonly modifier: number;
  readonly typeName: string;
  readonly notNull: boolean;
  /** Of the default, or of what a generated column is. */
  readonly expression: string | null;
  readonly identity: 'always' | 'by default' | null;
  readonly generated: boolean;
}

/** The columns of each table, in order. */
export async function readColumns(
  db: Queryable,
  tables: readonly number[],
): Promise<ReadonlyMap<number, readonly Column[]>> {
  const rows = await found<Row>(
    db,
    `select a.attrelid::bigint as table, a.attname::text as name, a.atttypid::bigint as type, a.atttypmod as modifier,
            pg_catalog.format_type(a.atttypid, a.atttypmod) as "typeName", a.attnotnull as "notNull",
            pg_catalog.pg_get_expr(d.adbin, d.adrelid) as expression,
            case a.attidentity when 'a' then 'always' when 'd' then 'by default' end as identity,
            a.attgenerated <> '' as generated
       from pg_catalog.pg_attribute a
       left join pg_catalog.pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
      where a.attrelid = any ($1::text::oid[]) and a.attnum > 0 and not a.attisdropped
      order by a.attrelid, a.attnum`,
    [oidArray(tables)],
  );
  const typeOf = await readTypes(db, tables);
  const columns = [...groupBy(rows, ({ table }) => table)].map(
    ([table, its]) =>
      [
        table,
        its.map(({ name, type, modifier, typeName, notNull, generated, expression, ...row }) => ({
          name,
          type: typeName,
          base: typeOf(type, modifier),
          notNull,
          default: generated ? undefined : optional(expression),
          identity: optional(row.identity),
          generated,
          expression: generated ? optional(expression) : undefined,
        })),
      ] as const,
  );
  return new Map(columns);
}
