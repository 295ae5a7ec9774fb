import type { Queryable } from '../../catalog/queryable.ts';
import { found, optional } from '../../catalog/read/found.ts';
import type { SurveyConstraint, SurveyIndex } from './survey.ts';
import { columnNames } from './sql.ts';
import { ownTables } from './tables.ts';

interface Row extends Omit<SurveyIndex, 'constraint' | 'comment' | 'partOf'> {
  readonly table: number;
  readonly comment: string | null;
  readonly partOf: number | null;
  readonly constraint: (Omit<SurveyConstraint, 'comment'> & { comment: string | null }) | null;
}

/** The unique indexes of each table; those of exclusion constraints and of keys WITHOUT OVERLAPS are none. */
export async function readIndexes(
  db: Queryable,
): Promise<readonly (SurveyIndex & { readonly table: number })[]> {
  const rows = await found<Row>(db, select);
  return rows.map(({ comment, partOf, constraint, ...row }) => ({
    ...row,
    comment: optional(comment),
    partOf: optional(partOf),
    constraint: constraint ? { ...constraint, comment: optional(constraint.comment) } : undefined,
  }));
}

const columnsOf = (numbers: string) => columnNames('i.indrelid', numbers);

const select = `
  select i.indrelid::bigint as table, i.indexrelid::bigint as oid, x.relname::text as name,
         format('%I.%I', n.nspname, x.relname) as ident, quote_ident(x.relname) as quoted, pg_get_indexdef(i.indexrelid) as definition,
         i.indisprimary as primary, i.indisvalid as valid,
         (select h.inhparent::bigint from pg_inherits h where h.inhrelid = i.indexrelid) as "partOf",
         case when 0 = any (k.numbers) then '{}' else ${columnsOf('k.numbers')} end as columns,
         ${columnsOf('(i.indkey::int2[])[i.indnkeyatts:]')} as included,
         array(select pg_get_indexdef(i.indexrelid, place, false) from generate_series(1, i.indnkeyatts::int) place order by place) as keys,
         pg_get_expr(i.indpred, i.indrelid) as where, i.indnatts as width, i.indpred is not null as partial, i.indnullsnotdistinct as "nullsNotDistinct",
         array(select format('%I = %L', o.option_name, o.option_value) from pg_options_to_table(x.reloptions) o) as options, obj_description(i.indexrelid, 'pg_class') as comment,
         i.indisclustered as clustered, i.indisreplident as "replicaIdentity",
         (select json_build_object('name', con.conname, 'deferrable', con.condeferrable, 'deferred', con.condeferred,
                   'comment', obj_description(con.oid, 'pg_constraint'),
                   'views', array(select distinct r.ev_class::bigint
                      from pg_depend d
                      join pg_rewrite r on d.classid = 'pg_rewrite'::regclass and r.oid = d.objid
                     where d.refclassid = 'pg_constraint'::regclass and d.refobjid = con.oid order by 1),
                   'standing', array(select distinct p.oid::regprocedure::text
                      from pg_depend d
                      join pg_proc p on d.classid = 'pg_proc'::regclass and p.oid = d.objid
                     where d.refclassid = 'pg_constraint'::regclass and d.refobjid = con.oid order by 1))
            from pg_constraint con where con.conindid = i.indexrelid and con.conrelid = i.indrelid and con.contype in ('p', 'u'))
           as constraint
    from pg_index i
    join ${ownTables} c on c.oid = i.indrelid
    join pg_class x on x.oid = i.indexrelid
    join pg_namespace n on n.oid = x.relnamespace
    cross join lateral (select (i.indkey::int2[])[0:i.indnkeyatts - 1] as numbers) k
   where i.indisunique and i.indislive and not i.indisexclusion
     and not exists (select from pg_constraint con where con.conindid = i.indexrelid and con.conrelid = i.indrelid
                       and coalesce((to_jsonb(con) ->> 'conperiod')::boolean, false))
   order by i.indrelid, i.indisprimary desc, x.relname`;
