import type { Queryable } from '../../catalog/queryable.ts';
import { found, optional } from '../../catalog/read/found.ts';
import { grantee } from './sql.ts';
import type { SurveyRoutine } from './survey.ts';

type Row = Omit<SurveyRoutine, 'parsedRowsOf'> & { readonly parsedRowsOf: number | null };

/** Functions and procedures that are not the system's or an extension's. */
export async function readRoutines(db: Queryable): Promise<readonly SurveyRoutine[]> {
  const rows = await found<Row>(
    db,
    `select format('%I.%I(%s)', n.nspname, p.proname, pg_get_function_identity_arguments(p.oid)) as signature,
            case p.prokind when 'f' then 'function' when 'p' then 'procedure' when 'a' then 'aggregate' else 'window' end as kind,
            pg_get_userbyid(p.proowner)::text as owner, p.prosecdef as definer,
            p.prorettype = 'trigger'::regtype as "isTrigger",
            (select t.typrelid::bigint from pg_type t
              where t.oid = p.prorettype and t.typtype = 'c' and p.prosqlbody is not null) as "parsedRowsOf",
            array(select ${grantee}
                    from aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a order by 1) as executors,
            case when p.prokind in ('f', 'p') then coalesce(pg_get_function_sqlbody(p.oid), p.prosrc) else '' end as source
       from pg_proc p
       join pg_namespace n on n.oid = p.pronamespace
      where n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
        and not exists (select from pg_depend d
                         where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e')
      order by 1`,
  );
  return rows.map(({ parsedRowsOf, ...row }) => ({ ...row, parsedRowsOf: optional(parsedRowsOf) }));
}
