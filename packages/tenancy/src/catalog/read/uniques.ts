import type { Unique } from '../catalog.ts';
import type { Queryable } from '../queryable.ts';
import { found, groupBy, oidArray, optional } from './found.ts';

type Row = Omit<Unique, 'where'> & { readonly table: number; readonly where: string | null };

/** The unique indexes of each table, with those behind its constraints. Keys WITHOUT OVERLAPS are exclusions. */
export async function readUniques(
  db: Queryable,
  tables: readonly number[],
): Promise<ReadonlyMap<number, readonly Unique[]>> {
  const rows = await found<Row>(
    db,
    `select i.indrelid::bigint as table, c.relname::text as name, i.indisprimary as primary,
            case when 0 = any (k.numbers) then '{}' else array(
              select a.attname::text from pg_catalog.unnest(k.numbers) with ordinality n (number, place)
                join pg_catalog.pg_attribute a on a.attrelid = i.indrelid and a.attnum = n.number order by n.place) end
              as columns,
            0 = any (k.numbers) as expressions,
            array(select pg_catalog.pg_get_indexdef(i.indexrelid, place, false)
                    from pg_catalog.generate_series(1, i.indnkeyatts::int) place order by place) as keys,
            array(select pg_catalog.format('OPERATOR(%I.%s)', n.nspname, o.oprname)
                    from pg_catalog.unnest(i.indclass::oid[]) with ordinality u (class, place)
                    join pg_catalog.pg_opclass c on c.oid = u.class
                    join pg_catalog.pg_amop a on a.amopfamily = c.opcfamily and a.amopstrategy = 3
                         and a.amoplefttype = c.opcintype and a.amoprighttype = c.opcintype
                    join pg_catalog.pg_operator o on o.oid = a.amopopr
                    join pg_catalog.pg_namespace n on n.oid = o.oprnamespace
                   where u.place <= i.indnkeyatts order by u.place) as operators,
            pg_catalog.pg_get_expr(i.indpred, i.indrelid) as where, i.indnullsnotdistinct as "nullsNotDistinct"
       from pg_catalog.pg_index i
       join pg_catalog.pg_class c on c.oid = i.indexrelid
       cross join lateral (select (i.indkey::int2[])[0:i.indnkeyatts - 1] as numbers) k
      where i.indrelid = any ($1::text::oid[]) and i.indisunique and i.indislive and not i.indisexclusion
      order by i.indrelid, i.indisprimary desc, c.relname`,
    [oidArray(tables)],
  );
  const uniques = [...groupBy(rows, ({ table }) => table)].map(
    ([table, its]) =>
      [
        table,
        its.map(({ table: _, where, ...row }) => ({ ...row, where: optional(where) })),
      ] as const,
  );
  return new Map(uniques);
}
