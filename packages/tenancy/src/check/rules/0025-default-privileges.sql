-- severity: error
-- why: The next table that this role makes is open to tenants before anybody gave it a policy.
select pg_catalog.format('default privileges of %I%s', r.rolname, d.place) as object,
       pg_catalog.format('new %s: %s has %s', kind.name, g.name,
                         pg_catalog.string_agg(a.privilege_type, ', ' order by a.privilege_type)) as detail,
       pg_catalog.format('alter default privileges for role %I%s revoke %s on %s from %s;', r.rolname, d.place,
                         pg_catalog.string_agg(a.privilege_type, ', ' order by a.privilege_type), kind.name, g.name) as fix,
       case when kind.name <> 'tables' then 'warning' end as severity
  from (select def.*, case when def.defaclnamespace <> 0 then pg_catalog.format(' in schema %I', s.name) else '' end as place
          from pg_catalog.pg_default_acl def
          left join schemas s on s.oid = def.defaclnamespace
         where def.defaclnamespace = 0 or s.oid is not null) d
  join pg_catalog.pg_roles r on r.oid = d.defaclrole
  -- Types are left out: USAGE on one shows nothing.
  join (values ('r', 'tables'), ('S', 'sequences'), ('f', 'functions'), ('n', 'schemas'), ('L', 'large objects'))
    kind (type, name) on kind.type = d.defaclobjtype::text
  cross join lateral pg_catalog.aclexplode(d.defaclacl) a
  join (select distinct role, name from acting) g on g.role = a.grantee
 where a.grantee <> d.defaclrole
   -- That everybody may execute new functions is there without anybody's doing.
   and not (d.defaclobjtype = 'f' and d.defaclnamespace = 0 and a.grantee = 0)
 group by r.rolname, d.place, kind.name, g.name
