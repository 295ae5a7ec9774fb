import type { Queryable } from '../../catalog/queryable.ts';
import { found } from '../../catalog/read/found.ts';
import { grantee } from './sql.ts';
import type { SurveyView } from './survey.ts';

/** Views and materialized views that are not the system's or an extension's. */
export function readViews(db: Queryable): Promise<readonly SurveyView[]> {
  return found<SurveyView>(
    db,
    `select c.oid::bigint, format('%I.%I', n.nspname, c.relname) as ident, pg_get_userbyid(c.relowner)::text as owner,
            case c.relkind when 'v' then 'view' else 'materialized' end as kind,
            coalesce((select o.option_value::boolean from pg_options_to_table(c.reloptions) o
                       where o.option_name = 'security_invoker'), false) as "securityInvoker",
            rtrim(pg_get_viewdef(c.oid), ';') as definition, coalesce(c.reloptions, '{}') as options,
            (select json_agg(json_build_object('ident', quote_ident(a.attname), 'type', format_type(a.atttypid, a.atttypmod),
                      'collation', case when a.attcollation <> t.typcollation
                        then (select format('%I.%I', cn.nspname, l.collname) from pg_collation l
                                join pg_namespace cn on cn.oid = l.collnamespace where l.oid = a.attcollation) end) order by a.attnum)
               from pg_attribute a join pg_type t on t.oid = a.atttypid
              where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns,
            array(select r.rulename::text from pg_rewrite r where r.ev_class = c.oid and r.rulename <> '_RETURN' order by 1) as rules,
            array(select distinct d.refobjid::bigint
                    from pg_rewrite r
                    join pg_depend d on d.classid = 'pg_rewrite'::regclass and d.objid = r.oid
                   where r.ev_class = c.oid and d.refclassid = 'pg_class'::regclass and d.refobjid <> c.oid order by 1) as reads,
            coalesce((select json_agg(json_build_object('privilege', a.privilege_type,
                        'role', ${grantee}) order by a.grantee, a.privilege_type)
                        from aclexplode(c.relacl) a where a.grantee <> c.relowner), '[]') as grants
       from pg_class c
       join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('v', 'm') and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
        and not exists (select from pg_depend d
                         where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
      order by n.nspname, c.relname`,
  );
}
