-- severity: error
-- why: A statement of a tenant's can take on this role (SET ROLE), or has its rights as it is.
select pg_catalog.quote_ident(t.rolname) as object,
       pg_catalog.format('%s %I, which %s%s',
         case when pg_catalog.bool_or(b.can_set) then 'may become' else 'has the rights of' end, p.name,
         pg_catalog.string_agg(distinct p.what, ' and '),
         case when b.first <> b.role then pg_catalog.format(', by way of %I', f.rolname) else '' end) as detail,
       (select pg_catalog.string_agg(pg_catalog.format('revoke %I from %I%s;', f.rolname, t.rolname,
                 case when pg_catalog.current_setting('server_version_num')::int >= 160000
                      then pg_catalog.format(' granted by %I', pg_catalog.pg_get_userbyid(m.grantor)) else '' end),
               E'\n' order by m.grantor)
          from membership m where m.member = t.oid and m.role = b.first) as fix,
       case when pg_catalog.bool_and(p.severity = 'warning') then 'warning' end as severity
  from becomes b
  join powerful p on p.oid = b.role and (b.can_set or not p.by_set)
  join pg_catalog.pg_roles t on t.oid = b.tenant
  join pg_catalog.pg_roles f on f.oid = b.first
 -- A login is not told what the tenant's role that leads there is told.
 where b.first not in (select oid from tenant_role) and b.first not in (select oid from tenant_login)
 group by t.oid, t.rolname, p.name, b.role, b.first, f.rolname
