-- severity: error
-- why: Every session of this role begins with the setting, and whoever wrote it there decides what tenants' statements do.
with stored (database, role, name, value) as materialized (
  select s.setdatabase, s.setrole, pg_catalog.split_part(c.setting, '=', 1),
         pg_catalog.substr(c.setting, pg_catalog.strpos(c.setting, '=') + 1)
    from pg_catalog.pg_db_role_setting s
    cross join lateral pg_catalog.unnest(s.setconfig) c (setting)
   where (s.setdatabase = 0 or s.setdatabase = (select oid from pg_catalog.pg_database where datname = pg_catalog.current_database()))
     and (s.setrole = 0 or s.setrole in (select oid from tenant))
),
-- Settings that functions or policies read, by the part before the point.
read (prefix) as materialized (
  select distinct pg_catalog.lower(pg_catalog.split_part(found[1], '.', 1))
    from (select coalesce(pg_catalog.pg_get_function_sqlbody(p.oid), p.prosrc)
            from pg_catalog.pg_proc p
           where p.pronamespace in (select oid from schemas)
             and (p.prosqlbody is not null or pg_catalog.strpos(pg_catalog.lower(p.prosrc), 'current_setting') > 0)
          union all
          select pg_catalog.pg_get_expr(case pe.part when 'using' then p.polqual else p.polwithcheck end, pe.relation)
            from policy_expression pe join pg_catalog.pg_policy p on p.oid = pe.policy
           where exists (select from pg_catalog.regexp_matches(pe.tree, ':funcid (\d+)', 'g') f
                           join pg_catalog.pg_proc c on c.oid = f[1]::oid where c.proname = 'current_setting')) source (text)
    cross join lateral pg_catalog.regexp_matches(source.text, 'current_setting\(\s*''([^'']+\.[^'']+)''', 'gi') found
   where exists (select from stored where pg_catalog.strpos(name, '.') > 0)
)
select coalesce('role ' || pg_catalog.quote_ident(r.rolname), '') || case when r.oid is not null and d.oid is not null then ' in ' else '' end
         || coalesce('database ' || pg_catalog.quote_ident(d.datname), case when r.oid is null then 'all roles' else '' end) as object,
       pg_catalog.format('begins with %s = %s', s.name, pg_catalog.quote_literal(s.value)) as detail,
       case when r.oid is null and d.oid is not null then 'alter database ' || pg_catalog.quote_ident(d.datname)
            else 'alter role ' || coalesce(pg_catalog.quote_ident(r.rolname), 'all')
                 || coalesce(' in database ' || pg_catalog.quote_ident(d.datname), '') end
         || pg_catalog.format(' reset %s;', (select pg_catalog.string_agg(pg_catalog.quote_ident(part), '.' order by nth)
                                      from pg_catalog.string_to_table(s.name, '.') with ordinality n (part, nth))) as fix,
       case when pg_catalog.lower(s.name) like 'default\_transaction\_%' or pg_catalog.lower(s.name) = 'search_path' then 'warning' end as severity
  from stored s
  left join pg_catalog.pg_roles r on r.oid = s.role
  left join pg_catalog.pg_database d on d.oid = s.database
 where pg_catalog.lower(pg_catalog.split_part(s.name, '.', 1)) in (select prefix from read) and pg_catalog.strpos(s.name, '.') > 0
    or pg_catalog.lower(s.name) in ('session_replication_role', 'row_security', 'transform_null_equals', 'standard_conforming_strings',
                                    'session_preload_libraries', 'local_preload_libraries', 'lo_compat_privileges')
    or pg_catalog.lower(s.name) in ('role', 'session_authorization')
       and pg_catalog.btrim(s.value, '"') not in (select name from tenant_role union all select 'none')
    -- For a whole database these are its owner's choice; on a login, a tenant's own ALTER ROLE may have written them.
    or r.oid is not null and (pg_catalog.lower(s.name) like 'default\_transaction\_%' or pg_catalog.lower(s.name) = 'search_path')
