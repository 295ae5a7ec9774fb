-- severity: error
-- why: The server keeps this to superusers, because it goes around policies or reaches what is outside of the database.
with kept (class, object, kind, ident, grantee, part, privilege) as (
  select 'pg_catalog.pg_proc'::pg_catalog.regclass::oid, p.oid, 'function',
         pg_catalog.format('%I.%I(%s)', n.nspname, p.proname, pg_catalog.pg_get_function_identity_arguments(p.oid)),
         a.grantee, 0, a.privilege_type
    from pg_catalog.pg_proc p
    join pg_catalog.pg_namespace n on n.oid = p.pronamespace
    -- Whatever is not in it, everybody may execute.
    join pg_catalog.pg_init_privs i
      on i.classoid = 'pg_catalog.pg_proc'::pg_catalog.regclass and i.objoid = p.oid and i.initprivs is distinct from p.proacl
    cross join lateral pg_catalog.aclexplode(p.proacl) a
   where p.oid < 16384
  union all
  select 'pg_catalog.pg_class'::pg_catalog.regclass, c.oid, 'table', pg_catalog.format('%I.%I', n.nspname, c.relname),
         a.grantee, acl.part, a.privilege_type
    from (select oid, 0, relacl from pg_catalog.pg_class where relacl is not null
          union all
          select attrelid, attnum, attacl from pg_catalog.pg_attribute where attacl is not null) acl (oid, part, items)
    join pg_catalog.pg_class c on c.oid = acl.oid and (c.oid < 16384 or c.relkind = 't')
    left join pg_catalog.pg_init_privs i
      on i.classoid = 'pg_catalog.pg_class'::pg_catalog.regclass and i.objoid = acl.oid and i.objsubid = acl.part
    join pg_catalog.pg_namespace n on n.oid = c.relnamespace and n.nspname in ('pg_catalog', 'pg_toast')
    cross join lateral pg_catalog.aclexplode(acl.items) a
   where i.initprivs is distinct from acl.items
)
select k.ident || coalesce('.' || pg_catalog.quote_ident(att.attname), '') as object,
       pg_catalog.format('%s has %s', g.name, pg_catalog.string_agg(k.privilege, ', ' order by k.privilege)) as detail,
       pg_catalog.format('revoke %s on %s %s from %s;',
         pg_catalog.string_agg(k.privilege || coalesce(' (' || pg_catalog.quote_ident(att.attname) || ')', ''), ', ' order by k.privilege),
         k.kind, k.ident, g.name) as fix,
       null::text as severity
  from kept k
  join (select distinct role, name from acting) g on g.role = k.grantee
  left join pg_catalog.pg_attribute att on k.part > 0 and att.attrelid = k.object and att.attnum = k.part
 where not exists (
         select from pg_catalog.pg_init_privs i
           cross join lateral pg_catalog.aclexplode(i.initprivs) a
          where i.classoid = k.class and i.objoid = k.object and i.objsubid = k.part
            and a.grantee = k.grantee and a.privilege_type = k.privilege)
 group by k.kind, k.ident, g.name, att.attname
