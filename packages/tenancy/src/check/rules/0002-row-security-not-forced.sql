-- severity: error
-- why: Policies do not bind the owner of the table: their session, a function or a view with their rights, sees every tenant.
select t.ident as object,
       'row level security is not forced' as detail,
       pg_catalog.format('alter table %s force row level security;', t.ident) as fix,
       null::text as severity
  from tables t
 where t.rls and not t.forced and not t.is_partition
   and (t.scope in ('tenant', 'organization', 'user')
        or t.scope is distinct from 'global' and t.oid in (select oid from reached))
