-- severity: warning
-- why: Nobody said whether this role works for one tenant or sees all of them, so that no rule and no attack is about it.
with unknown (oid, name) as materialized (
  select r.oid, r.rolname::text
    from pg_catalog.pg_roles r
   where not r.rolsuper and r.rolname not like 'pg\_%' and r.rolname <> current_user
     and r.oid not in (select oid from tenant) and r.oid not in (select role from acting) and r.oid not in (select oid from trusted)
     and r.oid <> (select datdba from pg_catalog.pg_database where datname = pg_catalog.current_database())
     and r.oid not in (select owner from tables)
     -- Somebody can act as it.
     and (r.rolcanlogin or r.oid in (select role from membership))
     -- One that logs in as a trusted role is that.
     and not exists (select from trusted t where pg_catalog.pg_has_role(r.oid, t.oid, 'USAGE'))
)
select pg_catalog.quote_ident(u.name) as object,
       pg_catalog.format('has %s on tables with rows of tenants, and is neither a tenant''s role nor a trusted one',
                         pg_catalog.string_agg(distinct a.privilege_type, ', ' order by a.privilege_type)) as detail,
       null::text as fix,
       null::text as severity
  from unknown u
  join (select oid, relacl from pg_catalog.pg_class where relacl is not null
        union all
        select attrelid, attacl from pg_catalog.pg_attribute where attacl is not null and not attisdropped) acl (oid, items) on true
  join relations r on r.oid = acl.oid and r.oid in (select oid from holding)
  cross join lateral pg_catalog.aclexplode(acl.items) a
 where a.grantee = u.oid and a.privilege_type in ('SELECT', 'INSERT', 'UPDATE', 'DELETE')
 group by u.name
