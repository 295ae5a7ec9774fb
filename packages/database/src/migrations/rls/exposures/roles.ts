/* What tenants, and startkit_definer, as which lookup functions run, are beyond themselves. */
export const roles = `
  role_exposures (exposure) as (
    select format('the role %I is a member of %I', m.name, g.rolname)
      from (select oid, name from tenant_role union all select oid, name from definer) m
      join pg_catalog.pg_auth_members a on a.member = m.oid
      join pg_catalog.pg_roles g on g.oid = a.roleid
    union -- who granted it does not matter
    select format('the login %I, which is a tenant''s, is a member of %I', l.name, s.name)
      from tenant_login l join staff s on pg_catalog.pg_has_role(l.oid, s.oid, 'MEMBER')
    union
    select format('no policy binds the role %I: it is a superuser, or has BYPASSRLS', name)
      from (select name, unbound from tenant_role union all select name, unbound from tenant_login
            union all select name, unbound from definer) r
     where unbound
  )`;
