-- severity: note
-- why: The session that first calls it says by search_path what the names in it mean, and the next tenants on that
-- connection run what was made of them.
with run (function, by, relation) as (
  select tgfoid, 'a trigger', tgrelid from pg_catalog.pg_trigger where not tgisinternal and tgenabled <> 'D'
  union all
  select d.refobjid, 'a default', a.adrelid
    from pg_catalog.pg_depend d join pg_catalog.pg_attrdef a on a.oid = d.objid
   where d.classid = 'pg_catalog.pg_attrdef'::pg_catalog.regclass and d.refclassid = 'pg_catalog.pg_proc'::pg_catalog.regclass
  union all
  select d.refobjid, 'a check', k.conrelid
    from pg_catalog.pg_depend d join pg_catalog.pg_constraint k on k.oid = d.objid and k.contype = 'c'
   where d.classid = 'pg_catalog.pg_constraint'::pg_catalog.regclass and d.refclassid = 'pg_catalog.pg_proc'::pg_catalog.regclass
)
select pg_catalog.format('%I.%I(%s)', n.nspname, p.proname, args.list) as object,
       pg_catalog.format('%s of tenants'' tables calls it, and it has no search_path of its own',
         pg_catalog.string_agg(distinct r.by, ' and ')) as detail,
       pg_catalog.format('alter function %I.%I(%s) set search_path = pg_catalog, %spublic, pg_temp;', n.nspname, p.proname, args.list,
         case when n.nspname not in ('public', 'pg_catalog') then pg_catalog.quote_ident(n.nspname) || ', ' else '' end) as fix,
       null::text as severity
  from run r
  join tables t on t.oid = r.relation and t.scope in ('tenant', 'organization', 'user')
  join pg_catalog.pg_proc p on p.oid = r.function and p.prosqlbody is null and p.prokind = 'f'
  join pg_catalog.pg_namespace n on n.oid = p.pronamespace and n.nspname <> 'pg_catalog'
  join pg_catalog.pg_language l on l.oid = p.prolang and l.lanname not in ('c', 'internal')
  cross join lateral pg_catalog.pg_get_function_identity_arguments(p.oid) args (list)
 where not exists (select from pg_catalog.unnest(p.proconfig) setting where setting like 'search\_path=%')
   and p.oid not in (select function from policy_function)
   and not (p.proowner in (select oid from superuser)
            and ('pg_catalog.pg_proc'::pg_catalog.regclass::oid, p.oid) in (select classid, objid from extended))
 group by n.nspname, p.proname, args.list
