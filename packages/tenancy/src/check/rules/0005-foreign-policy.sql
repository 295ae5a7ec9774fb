-- severity: error
-- why: Permissive policies add up: one that nobody declared shows rows that the declared ones hide.
select pg_catalog.format('%s.%I', t.ident, p.polname) as object,
       pg_catalog.format('was not declared: %s, for %s to %s',
         case when p.polpermissive then 'permissive' else 'restrictive' end,
         case p.polcmd when 'r' then 'select' when 'a' then 'insert' when 'w' then 'update' when 'd' then 'delete' else 'all' end,
         (select pg_catalog.string_agg(coalesce(r.rolname, 'public'), ', ' order by r.rolname)
            from pg_catalog.unnest(p.polroles) member (oid)
            left join pg_catalog.pg_roles r on r.oid = member.oid)) as detail,
       pg_catalog.format('drop policy %I on %s;', p.polname, t.ident) as fix,
       null::text as severity
  from config
  join tables t on config.expected <> 'null'
  join pg_catalog.pg_policy p on p.polrelid = t.oid
 where not exists (select from expected_policy e where e.relation = t.oid and e.name = p.polname)
