-- severity: error
-- why: A restrictive policy binds nobody but the roles that it names; and DROP OWNED by one of them takes the policies
-- to that role away, while one to everybody stays.
with pair (relation, permissive, let_in, restrictive, bound, tenants, related) as materialized (
  select a.polrelid, a.polname, a.polroles, r.polname, r.polroles,
         a.polroles && array(select role from acting),
         exists (select from pg_catalog.unnest(a.polroles) i (role), pg_catalog.unnest(r.polroles) o (role)
                  where i.role = 0 or o.role = 0
                     or pg_catalog.pg_has_role(i.role, o.role, 'USAGE') or pg_catalog.pg_has_role(o.role, i.role, 'USAGE'))
    from pg_catalog.pg_policy r
    join pg_catalog.pg_policy a on a.polrelid = r.polrelid and a.polpermissive
   where not r.polpermissive and (a.polcmd = r.polcmd or '*' in (a.polcmd, r.polcmd))
),
-- Roles that a restrictive policy names, and that the permissive one still lets in when both no longer name it.
loose (relation, policy, roles, wanted) as (
  select p.relation, p.permissive, p.let_in, pg_catalog.array_agg(distinct named.role)
    from pair p
    cross join lateral pg_catalog.unnest(p.bound) named (role)
   where named.role in (select role from acting where role <> 0)
     and exists (select from pg_catalog.unnest(p.let_in) i (role)
                  where i.role <> named.role and (i.role = 0 or pg_catalog.pg_has_role(named.role, i.role, 'USAGE')))
     and not exists (select from pg_catalog.unnest(p.bound) o (role)
                      where o.role <> named.role and (o.role = 0 or pg_catalog.pg_has_role(named.role, o.role, 'USAGE')))
   group by p.relation, p.permissive, p.let_in
),
-- Restrictive policies that bind none of those whom a permissive one lets in.
idle (relation, policy, roles, wanted) as (
  select p.relation, p.restrictive, p.bound, pg_catalog.array_agg(distinct let.role) filter (where p.tenants)
    from pair p
    cross join lateral pg_catalog.unnest(p.let_in) let (role)
   group by p.relation, p.restrictive, p.bound
  having pg_catalog.bool_or(p.tenants) and not pg_catalog.bool_or(p.related)
)
select pg_catalog.format('%s.%I', t.ident, f.policy) as object,
       pg_catalog.format(f.detail, said.roles, said.wanted) as detail,
       pg_catalog.format('alter policy %I on %s to %s;', f.policy, t.ident, said.wanted) as fix,
       null::text as severity
  from (select relation, policy, roles, wanted, 'lets %s in, while a restrictive policy names %s' from loose
        union all
        select relation, policy, roles, wanted, 'binds %s, whom no policy lets in, and not %s' from idle)
       f (relation, policy, roles, wanted, detail)
  join tables t on t.oid = f.relation
  cross join lateral (
    select pg_catalog.string_agg(name, ', ' order by name) filter (where role = any (f.roles)),
           pg_catalog.string_agg(name, ', ' order by name) filter (where role = any (f.wanted))
      from (select distinct role, case role when 0 then 'public' else pg_catalog.quote_ident(pg_catalog.pg_get_userbyid(role)) end
              from pg_catalog.unnest(f.roles || f.wanted) role) named (role, name)
  ) said (roles, wanted)
