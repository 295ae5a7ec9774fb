-- severity: error
-- why: No policy binds a large object: every tenant whose statements run as a role reads and writes what that role may.
select 'large objects' as object,
       pg_catalog.format('%s has %s on some', g.name, pg_catalog.string_agg(distinct a.privilege_type, ', ' order by a.privilege_type)) as detail,
       null::text as fix,
       null::text as severity
  from pg_catalog.pg_largeobject_metadata o
  cross join lateral pg_catalog.aclexplode(coalesce(o.lomacl, pg_catalog.acldefault('L', o.lomowner))) a
  join (select distinct role, name from acting) g on g.role = a.grantee
 group by g.name
union all
select 'lo_compat_privileges', 'is on: everybody has every privilege on all large objects',
       null, null
 where pg_catalog.current_setting('lo_compat_privileges')::boolean
