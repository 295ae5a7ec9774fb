-- severity: warning
-- why: Whoever calls it chooses by search_path what the names in it mean, and what a session compiled once stays for the
-- next that uses the connection.
select pg_catalog.format('%I.%I(%s)', n.nspname, p.proname, a.arguments) as object,
       'policies call it, and it has no search_path of its own' as detail,
       pg_catalog.format('alter function %I.%I(%s) set search_path = pg_catalog, %spublic, pg_temp;', n.nspname, p.proname, a.arguments,
         case when n.nspname not in ('public', 'pg_catalog') then pg_catalog.quote_ident(n.nspname) || ', ' else '' end) as fix,
       null::text as severity
  from pg_catalog.pg_proc p
  join pg_catalog.pg_namespace n on n.oid = p.pronamespace
  join pg_catalog.pg_language l on l.oid = p.prolang and l.lanname not in ('c', 'internal')
  cross join lateral pg_catalog.pg_get_function_identity_arguments(p.oid) a (arguments)
 where p.oid in (select function from policy_function)
   -- A body that was parsed when the function was made looks no name up.
   and p.prosqlbody is null
   and not exists (select from pg_catalog.unnest(p.proconfig) setting where setting like 'search\_path=%')
   and not (p.proowner in (select oid from superuser)
            and ('pg_catalog.pg_proc'::pg_catalog.regclass::oid, p.oid) in (select classid, objid from extended))
union all
select pg_catalog.format('%I.%I(%s)', n.nspname, p.proname, a.arguments),
       pg_catalog.format('policies call it, and it sets %s', pg_catalog.string_agg(set.name, ', ' order by set.name)),
       pg_catalog.string_agg(pg_catalog.format('alter function %I.%I(%s) reset %s;', n.nspname, p.proname, a.arguments,
         (select pg_catalog.string_agg(pg_catalog.quote_ident(part), '.' order by nth)
            from pg_catalog.string_to_table(set.name, '.') with ordinality x (part, nth))), ' ' order by set.name),
       'error'
  from pg_catalog.pg_proc p
  join pg_catalog.pg_namespace n on n.oid = p.pronamespace
  cross join lateral pg_catalog.pg_get_function_identity_arguments(p.oid) a (arguments)
  cross join lateral (select pg_catalog.split_part(setting, '=', 1) from pg_catalog.unnest(p.proconfig) setting) set (name)
 where p.oid in (select function from policy_function)
   -- A setting of one's own is what a context is kept in: there it would be the same for everybody.
   and pg_catalog.strpos(set.name, '.') > 0
 group by n.nspname, p.proname, a.arguments
