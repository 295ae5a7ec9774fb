import { connections } from '../../environment/connections.ts';
import type { Session } from '../../environment/session.ts';

// Each login, and the one role it is a member of. Logins are made after the RLS is applied, so one that is as it
// should be adds nothing; neither does CONNECT, which they are given then.
const logins = (['app', 'portal', 'superadmin', 'backup'] as const)
  .map((name) => `('${connections[name].login}', 'startkit_${name}')`)
  .join(', ');

// Catalog columns as they are, not pg_get_expr() and its like: those lock the table, and a check
// that waits behind somebody's ACCESS EXCLUSIVE lock would not be a check that takes no lock.
// A partition without a grant is left out: nobody can read it, and they come and go.
const query = `
  with schemas as (
    select oid, nspname, nspowner, nspacl from pg_catalog.pg_namespace
     where nspname not like 'pg\\_%' and nspname <> 'information_schema'
  ), relations as (
    select c.*, n.nspname from pg_catalog.pg_class c join schemas n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p', 'v', 'm', 'f', 'S') and not (c.relispartition and c.relacl is null)
  ), kit_roles (name, expected) as (
    values ('startkit_app'::name, null::name), ('startkit_portal', null), ('startkit_superadmin', null),
           ('startkit_backup', null), ('startkit_definer', null), ${logins}
  ), migrators (oid) as (
    select oid from pg_catalog.pg_roles where rolname = current_user
    union all select nspowner from schemas where nspname = 'app'
    union all select datdba from pg_catalog.pg_database
  ), facts (fact) as (
    select concat_ws(' ', 'schema', nspname, pg_catalog.pg_get_userbyid(nspowner), nspacl::text)
      from schemas
    union all
    select concat_ws(' ', 'relation', nspname, relname, relkind, pg_catalog.pg_get_userbyid(relowner),
                     relrowsecurity, relforcerowsecurity, relacl::text, reloptions::text)
      from relations
    union all
    select concat_ws(' ', 'column', r.nspname, r.relname, a.attname, a.attacl::text)
      from relations r join pg_catalog.pg_attribute a on a.attrelid = r.oid
     where a.attnum > 0 and not a.attisdropped and a.attacl is not null
    union all
    select concat_ws(' ', 'policy', r.nspname, r.relname, p.polname, p.polcmd, p.polpermissive,
                     (select pg_catalog.string_agg(case when role = 0 then 'public'
                                                        else pg_catalog.pg_get_userbyid(role)::text end,
                                                   ',' order by role)
                        from pg_catalog.unnest(p.polroles) as role),
                     'using', p.polqual::text, 'check', p.polwithcheck::text)
      from relations r join pg_catalog.pg_policy p on p.polrelid = r.oid
    union all
    select concat_ws(' ', 'trigger', r.nspname, r.relname, t.tgname, t.tgfoid, t.tgtype, t.tgenabled,
                     t.tgdeferrable, t.tginitdeferred, t.tgattr::text, t.tgqual::text,
                     pg_catalog.encode(t.tgargs, 'hex'))
      from relations r join pg_catalog.pg_trigger t on t.tgrelid = r.oid
     where not t.tgisinternal or t.tgenabled <> 'O'
    union all
    select concat_ws(' ', 'rule', r.nspname, r.relname, w.rulename, w.ev_type, w.ev_enabled, w.is_instead,
                     w.ev_qual::text, w.ev_action::text)
      from relations r join pg_catalog.pg_rewrite w on w.ev_class = r.oid
    union all
    select concat_ws(' ', 'inherits', r.nspname, r.relname, 'from', s.nspname, p.relname)
      from relations r join pg_catalog.pg_inherits i on i.inhrelid = r.oid
      join pg_catalog.pg_class p on p.oid = i.inhparent join pg_catalog.pg_namespace s on s.oid = p.relnamespace
    union all
    select concat_ws(' ', 'default', r.nspname, r.relname, d.adnum, d.adbin::text)
      from relations r join pg_catalog.pg_attrdef d on d.adrelid = r.oid
    union all
    select concat_ws(' ', 'constraint', r.nspname, r.relname, k.conname, k.contype, k.confrelid, k.conkey::text,
                     k.confkey::text, k.confmatchtype, k.confupdtype, k.confdeltype, k.condeferrable,
                     k.condeferred, k.convalidated, k.conbin::text)
      from relations r join pg_catalog.pg_constraint k on k.conrelid = r.oid
     where k.contype in ('f', 'c', 'u', 'p', 'x')
    union all
    select concat_ws(' ', 'unique', r.nspname, r.relname, c.relname, x.indkey::text, x.indnullsnotdistinct,
                     x.indexprs::text, x.indpred::text)
      from relations r join pg_catalog.pg_index x on x.indrelid = r.oid
      join pg_catalog.pg_class c on c.oid = x.indexrelid
     where x.indisunique and x.indisvalid
    union all
    select concat_ws(' ', 'member', m.rolname, 'of', g.rolname, a.admin_option)
      from pg_catalog.pg_auth_members a
      join pg_catalog.pg_roles m on m.oid = a.member join pg_catalog.pg_roles g on g.oid = a.roleid
     where (m.rolname in (select name from kit_roles)
            or g.rolname in (select name from kit_roles where expected is null)
               and not m.rolsuper and m.oid not in (select oid from migrators))
       and (a.admin_option or (m.rolname, g.rolname) not in (select name, expected from kit_roles
                                                              where expected is not null))
    union all
    select concat_ws(' ', 'flags', r.rolname, r.rolsuper, r.rolbypassrls, r.rolcreaterole, r.rolcreatedb,
                     r.rolreplication)
      from kit_roles k join pg_catalog.pg_roles r on r.rolname = k.name
     where r.rolsuper or r.rolbypassrls or r.rolcreaterole or r.rolcreatedb or r.rolreplication
        or r.rolcanlogin and k.expected is null
    union all
    select concat_ws(' ', 'database', case when x.grantee = 0 then 'public'
                                           else pg_catalog.pg_get_userbyid(x.grantee)::text end,
                     x.privilege_type)
      from pg_catalog.pg_database d,
           pg_catalog.aclexplode(coalesce(d.datacl, pg_catalog.acldefault('d', d.datdba))) x
     where d.datname = pg_catalog.current_database() and x.grantee <> d.datdba
       and x.privilege_type <> 'CONNECT'
    union all
    select concat_ws(' ', 'default', pg_catalog.pg_get_userbyid(a.defaclrole), s.nspname, a.defaclobjtype,
                     a.defaclacl::text)
      from pg_catalog.pg_default_acl a left join schemas s on s.oid = a.defaclnamespace
    union all
    select concat_ws(' ', 'aggregate', a.aggfnoid::oid, a.aggtransfn::oid, a.aggfinalfn::oid, a.aggcombinefn::oid,
                     a.aggserialfn::oid, a.aggdeserialfn::oid, a.aggmtransfn::oid, a.aggminvtransfn::oid,
                     a.aggmfinalfn::oid, a.agginitval, a.aggminitval)
      from pg_catalog.pg_aggregate a join pg_catalog.pg_proc p on p.oid = a.aggfnoid
      join schemas n on n.oid = p.pronamespace
    union all
    select concat_ws(' ', 'function', p.proname, p.proargtypes::text, p.prorettype, p.proretset, p.prolang,
                     pg_catalog.pg_get_userbyid(p.proowner), p.prosecdef, p.provolatile, p.proparallel,
                     p.proleakproof, p.proisstrict, p.proconfig::text, p.proacl::text,
                     p.proargnames::text, p.proargdefaults::text, p.prosrc, p.prosqlbody::text)
      from pg_catalog.pg_proc p join schemas n on n.oid = p.pronamespace
  )
  select pg_catalog.md5(pg_catalog.string_agg(fact, E'\\n' order by fact collate "C")) as fingerprint
    from facts`;

/**
 * A digest of everything isolation stands on: in all schemas but the system's row security, policies, grants, owners,
 * triggers, rules and views, inheritance, column defaults, constraints, functions and aggregates; what is granted by
 * default; who may make temporary tables; what the kit's roles and logins are and can become, and who can become
 * one of the roles. Locks no table.
 */
export async function fingerprintRls(session: Session): Promise<string> {
  const rows = await session.rows<{ fingerprint: string | null }>(query);
  return rows[0]?.fingerprint ?? '';
}
