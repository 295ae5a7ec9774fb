-- severity: warning
-- why: What no permissive policy allows is refused: reads, updates and deletes find no row and raise no error.
with person (oid, name, login) as (
  select oid, name, false from tenant_role union all select oid, name, true from tenant_login
),
blocked (person, login, relation, privilege) as (
  select distinct t.oid, t.login, g.relation, g.privilege
    from person t
    join (select tenant, role from acting
          union all select oid, 0 from person) a on a.tenant = t.oid
    join granted g on g.grantee = a.role
    join (values ('SELECT', 'r'), ('INSERT', 'a'), ('UPDATE', 'w'), ('DELETE', 'd')) c (privilege, command)
      on c.privilege = g.privilege
   where not exists (
     select from pg_catalog.pg_policy p
      where p.polrelid = g.relation and p.polpermissive and p.polcmd in ('*', c.command::"char")
        -- Without an expression a policy allows nothing.
        and case when c.command = 'a' then coalesce(p.polwithcheck, p.polqual) else p.polqual end is not null
        and (0 = any (p.polroles) or exists (select from acting own where own.tenant = t.oid and own.role = any (p.polroles))))
)
select t.ident as object,
       pg_catalog.format('no permissive policy lets %I %s', p.name,
                         pg_catalog.string_agg(pg_catalog.lower(b.privilege), ', ' order by b.privilege)) as detail,
       null::text as fix,
       null::text as severity
  from blocked b
  join tables t on t.oid = b.relation
  join person p on p.oid = b.person
 where t.rls and not t.is_partition and t.scope in ('tenant', 'organization', 'user')
   -- A login that only does what its role does is not told again.
   and not (b.login and exists (
     select from acting a join blocked role on role.person = a.role and not role.login
      where a.tenant = b.person and role.relation = b.relation and role.privilege = b.privilege))
 group by t.ident, p.name
