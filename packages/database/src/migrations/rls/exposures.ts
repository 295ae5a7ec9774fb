import { OperationError } from '../../environment/errors.ts';
import type { Session } from '../../environment/session.ts';

/*
 * What tenants reach around the policies: through a table that no policy binds, a view with its owner's rights, a
 * stored copy, a function with its owner's rights, a rule, a role. Tenants are the roles startkit_app and
 * startkit_portal, whatever logs in as one of them, and PUBLIC, which is who they are when they are not there
 * yet. What belongs to an extension is left out: it is the extension's own, not rows of tenants.
 */
const query = `
  with tenant (name) as (
    select 'public'::name
    union all
    select r.rolname from pg_catalog.pg_roles r
     where r.rolname in ('startkit_app', 'startkit_portal')
        or r.rolcanlogin and not r.rolsuper
           and exists (select from pg_catalog.pg_roles t
                        where t.rolname in ('startkit_app', 'startkit_portal')
                          and pg_catalog.pg_has_role(r.oid, t.oid, 'USAGE'))
           and not exists (select from pg_catalog.pg_roles s
                            where s.rolname = 'startkit_superadmin'
                              and pg_catalog.pg_has_role(r.oid, s.oid, 'USAGE'))
  ), schemas as (
    select oid, nspname from pg_catalog.pg_namespace
     where nspname not like 'pg\\_%' and nspname <> 'information_schema'
  ), extended as (
    select classid, objid from pg_catalog.pg_depend where deptype = 'e'
  ), relations as (
    select c.oid, c.relkind, format('%I.%I', s.nspname, c.relname) as name, c.relnamespace,
           case when c.relkind in ('r', 'p') then c.relrowsecurity and c.relforcerowsecurity
                when c.relkind = 'v' then
                  exists (select from pg_catalog.pg_options_to_table(c.reloptions) o
                           where o.option_name = 'security_invoker' and o.option_value::boolean)
                else false end as bound
      from pg_catalog.pg_class c join schemas s on s.oid = c.relnamespace
     where c.relkind in ('r', 'p', 'v', 'm', 'f')
       and (('pg_class'::regclass)::oid, c.oid) not in (select classid, objid from extended)
  ), reached as (
    select r.name, r.relkind, r.bound, pg_catalog.string_agg(t.name, ', ' order by t.name) as by
      from relations r, tenant t
     where pg_catalog.has_schema_privilege(t.name, r.relnamespace, 'USAGE')
       and case when r.bound
             then r.relkind <> 'v' and pg_catalog.has_table_privilege(t.name, r.oid, 'TRUNCATE, TRIGGER')
             else pg_catalog.has_table_privilege(t.name, r.oid, 'SELECT, INSERT, UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER')
               or pg_catalog.has_any_column_privilege(t.name, r.oid, 'SELECT, INSERT, UPDATE, REFERENCES') end
     group by r.name, r.relkind, r.bound
  ), exposures (exposure) as (
    select format(case when bound then 'the table %s may be truncated, or given triggers, by %s'
                       when relkind in ('r', 'p') then 'the table %s without forced row security is reached by %s'
                       when relkind = 'v' then 'the view %s without security_invoker is reached by %s'
                       when relkind = 'm' then 'the materialized view %s, which no policy binds, is reached by %s'
                       else 'the foreign table %s, which no policy binds, is reached by %s' end, name, by)
      from reached
    union all
    select format('the function %I.%I(%s) runs with the rights of %s for %s', s.nspname, p.proname,
                  pg_catalog.oidvectortypes(p.proargtypes), pg_catalog.pg_get_userbyid(p.proowner),
                  pg_catalog.string_agg(t.name, ', ' order by t.name))
      from pg_catalog.pg_proc p join schemas s on s.oid = p.pronamespace, tenant t
     where p.prosecdef and p.prorettype not in ('trigger'::regtype, 'event_trigger'::regtype)
       and pg_catalog.pg_get_userbyid(p.proowner) <> 'startkit_definer'
       and pg_catalog.has_schema_privilege(t.name, s.oid, 'USAGE')
       and pg_catalog.has_function_privilege(t.name, p.oid, 'EXECUTE')
       and (('pg_proc'::regclass)::oid, p.oid) not in (select classid, objid from extended)
     group by s.nspname, p.proname, p.proargtypes, p.proowner
    union all
    select format('the rule %I on the table %s rewrites its statements', w.rulename, r.name)
      from pg_catalog.pg_rewrite w join relations r on r.oid = w.ev_class
     where r.relkind in ('r', 'p', 'f')
    union all
    select format('the role %I is a member of %I', m.rolname, g.rolname)
      from pg_catalog.pg_auth_members a
      join pg_catalog.pg_roles m on m.oid = a.member join pg_catalog.pg_roles g on g.oid = a.roleid
     where m.rolname in ('startkit_app', 'startkit_portal')
  )
  select exposure from exposures order by exposure collate "C"`;

/** What tenants reach in this database although no policy binds it, one sentence each. Locks no table. */
export async function findExposures(session: Session): Promise<readonly string[]> {
  const rows = await session.rows<{ exposure: string }>(query);
  return rows.map(({ exposure }) => exposure);
}

/**
 * Refuses a database with exposures. To be called in the transaction that may have made them, before its end:
 * what is refused was never live.
 *
 * @throws OperationError `RLS_FAILED`, with all of them; the transaction is to be rolled back.
 */
export async function refuseExposures(session: Session): Promise<void> {
  const exposures = await findExposures(session);
  if (exposures.length === 0) return;
  throw new OperationError(
    'RLS_FAILED',
    `Tenants would reach what no policy binds:\n${exposures.map((text) => `  ${text}`).join('\n')}\n` +
      'This transaction was rolled back; what was in force before still is. Declare a table in the ' +
      'schema, or revoke what PUBLIC and the tenant roles have on it (default privileges give it to new ' +
      'objects: \\ddp in psql). Give a view security_invoker; revoke EXECUTE on a function, or let ' +
      'startkit_definer own it; drop a rule; revoke a membership. Then run the command again.',
  );
}
