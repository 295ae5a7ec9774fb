-- severity: error
-- why: Policies of this table are not applied: every role with a grant reads the rows of every tenant.
select t.ident as object,
       'row level security is off' as detail,
       pg_catalog.format('alter table %s enable row level security;', t.ident) as fix,
       null::text as severity
  from tables t
 where not t.rls and not t.is_partition
   and (t.scope in ('tenant', 'organization', 'user')
        or t.scope is distinct from 'global' and t.oid in (select oid from reached))
