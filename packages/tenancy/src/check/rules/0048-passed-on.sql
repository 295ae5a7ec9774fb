-- severity: error
-- why: One statement of a tenant's grants it on: to everybody, or to a role that nobody looks at.
select pg_catalog.format('%s %s', g.kind, g.ident) as object,
       pg_catalog.format('%s may grant %s to others', g.name, pg_catalog.string_agg(g.privilege, ', ' order by g.privilege)) as detail,
       pg_catalog.string_agg(pg_catalog.format(g.taking, 'grant option for ' || g.privilege), E'\n') as fix,
       null::text as severity
  from granted_object g
 where g.grantable
 group by g.kind, g.ident, g.name
union all
select pg_catalog.quote_ident(r.rolname),
       pg_catalog.format('%I may make others a member of it', m.rolname),
       pg_catalog.string_agg(pg_catalog.format('revoke admin option for %I from %I%s;', r.rolname, m.rolname,
         case when pg_catalog.current_setting('server_version_num')::integer >= 160000
              then pg_catalog.format(' granted by %I', pg_catalog.pg_get_userbyid(a.grantor)) else '' end), E'\n'),
       null
  from membership a
  join pg_catalog.pg_roles r on r.oid = a.role
  join pg_catalog.pg_roles m on m.oid = a.member
 where a.admin and a.member in (select role from acting)
   -- A powerful one is told already: who may give it away can take it on.
   and a.role not in (select oid from powerful)
 group by r.rolname, m.rolname
