-- severity: error
-- why: No policy binds this role, or it can give itself a role that none binds.
with works_as_tenant (oid) as (
  select oid from tenant_role
  union
  select m.member from works_as_tenant t join membership m on m.role = t.oid where m.inherits or m.sets
)
select pg_catalog.quote_ident(r.rolname) as object,
       pg_catalog.format('has %s', pg_catalog.string_agg(a.name, ', ' order by a.name)) as detail,
       pg_catalog.format('alter role %I %s;', r.rolname,
                         pg_catalog.string_agg('no' || pg_catalog.lower(a.name), ' ' order by a.name)) as fix,
       null::text as severity
  from pg_catalog.pg_roles r
  cross join lateral (values ('SUPERUSER', r.rolsuper), ('BYPASSRLS', r.rolbypassrls),
                             ('REPLICATION', r.rolreplication), ('CREATEROLE', r.rolcreaterole)) a (name, held)
 where a.held
   and (r.oid in (select oid from tenant_role) or r.oid in (select oid from tenant_login)
        -- A superuser has the rights of every role. One that was made a member of this one works as it.
        or r.rolsuper and r.rolcanlogin and r.oid in (select oid from works_as_tenant)
           and r.oid <> 10 and r.rolname not in (current_user, session_user) and r.oid not in (select oid from trusted)
           and r.oid <> (select datdba from pg_catalog.pg_database where datname = pg_catalog.current_database()))
 group by r.rolname
union all
select pg_catalog.quote_ident(name), 'is not there: nothing that it could do was looked at', null, null
  from config
  cross join pg_catalog.jsonb_array_elements_text(config.tenant_roles) name
 where name not in (select name from tenant_role)
