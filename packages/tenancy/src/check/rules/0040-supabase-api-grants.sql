-- severity: error
-- why: Supabase's API serves what these roles may reach to everybody who has the project's address and its public key.
with api (oid, name) as materialized (
  -- As tenants' roles they are what the other rules are about.
  select oid, rolname::text from pg_catalog.pg_roles
   where rolname in ('anon', 'authenticated') and oid not in (select oid from tenant) and oid not in (select oid from trusted)
     and 2 = (select count(*) from pg_catalog.pg_roles where rolname in ('anon', 'authenticated'))
),
served (oid, name) as materialized (
  select s.oid, s.name
    from schemas s
    join pg_catalog.pg_roles o on o.oid = s.owner and o.rolname not like 'supabase%'
   where exists (select from api where pg_catalog.has_schema_privilege(api.oid, s.oid, 'USAGE'))
),
served_grant (relation, by, writes, fix) as materialized (
  select acl.oid,
         pg_catalog.string_agg(distinct api.name, ', ' order by api.name),
         pg_catalog.bool_or(a.privilege_type <> 'SELECT'),
         pg_catalog.string_agg(distinct case a.grantee when 0 then 'public' else pg_catalog.quote_ident(pg_catalog.pg_get_userbyid(a.grantee)) end, ', ')
    from (select oid, relacl from pg_catalog.pg_class where relacl is not null
          union all
          select attrelid, attacl from pg_catalog.pg_attribute where attacl is not null and not attisdropped) acl (oid, items)
    join pg_catalog.pg_class c on c.oid = acl.oid and c.relnamespace in (select oid from served)
    cross join lateral pg_catalog.aclexplode(acl.items) a
    join api on a.grantee = 0 or pg_catalog.pg_has_role(api.oid, a.grantee, 'USAGE')
   where a.privilege_type in ('SELECT', 'INSERT', 'UPDATE', 'DELETE') and a.grantee <> c.relowner
   group by acl.oid
),
-- Parts of policies that ask who it is: a function that is not the same for all, the role, or another table.
asking (tree) as materialized (
  select e.tree
    from expression e
   where exists (select from call c join pg_catalog.pg_proc p on p.oid = c.function where c.expression = e.id and p.provolatile <> 'i')
      or exists (select from node n where n.expression = e.id and n.type in ('SQLVALUEFUNCTION', 'RANGETBLENTRY'))
),
found (object, detail, fix, severity) as (
  select r.ident,
         pg_catalog.format(case r.kind when 'm' then 'is reached by %s, and no policy binds a materialized view'
                                       when 'v' then 'is reached by %s, and has its owner''s rights'
                                       when 'f' then 'is reached by %s, and no policy binds a foreign table'
                                       else 'is reached by %s, and row level security is off' end, g.by),
         pg_catalog.format('revoke all on %s from %s;', r.ident, g.fix), null
    from relations r
    join served_grant g on g.relation = r.oid
    left join tables t on t.oid = r.oid
   where case when r.kind in ('r', 'p') then not t.rls
              when r.kind = 'v' then not exists (
                select from pg_catalog.pg_class c
                  cross join lateral pg_catalog.pg_options_to_table(c.reloptions) o
                 where c.oid = r.oid and o.option_name = 'security_invoker' and o.option_value::boolean)
              else true end
     and not (coalesce(t.scope, '') = 'global' and not g.writes)
  union all
  select pg_catalog.format('%s.%I', t.ident, p.polname),
         pg_catalog.format('lets every row through to %s', g.by),
         pg_catalog.format('revoke all on %s from %s;', t.ident, g.fix), 'warning'
    from tables t
    join served_grant g on g.relation = t.oid
    join pg_catalog.pg_policy p on p.polrelid = t.oid and p.polpermissive
   where t.rls and not (coalesce(t.scope, '') = 'global' and not g.writes)
     and exists (select from pg_catalog.unnest(p.polroles) role (oid), api
                  where role.oid = 0 or pg_catalog.pg_has_role(api.oid, role.oid, 'USAGE'))
     and not exists (select from policy_expression pe join asking a on a.tree = pe.tree
                      where pe.policy = p.oid and (pe.part = 'using' or p.polqual is null))
  union all
  select pg_catalog.format('%I.%I(%s)', s.name, p.proname, args.list),
         pg_catalog.format('runs with the rights of %I for %s', pg_catalog.pg_get_userbyid(p.proowner),
                           pg_catalog.string_agg(distinct api.name, ', ' order by api.name)),
         pg_catalog.format('revoke execute on function %I.%I(%s) from %s;', s.name, p.proname, args.list,
           pg_catalog.string_agg(distinct case a.grantee when 0 then 'public' else pg_catalog.quote_ident(pg_catalog.pg_get_userbyid(a.grantee)) end, ', ')),
         'warning'
    from pg_catalog.pg_proc p
    join served s on s.oid = p.pronamespace
    cross join lateral pg_catalog.pg_get_function_identity_arguments(p.oid) args (list)
    cross join lateral pg_catalog.aclexplode(coalesce(p.proacl, pg_catalog.acldefault('f', p.proowner))) a
    join api on a.grantee = 0 or pg_catalog.pg_has_role(api.oid, a.grantee, 'USAGE')
   where p.prosecdef and p.prorettype not in ('pg_catalog.trigger'::pg_catalog.regtype, 'pg_catalog.event_trigger'::pg_catalog.regtype)
     and not (p.proowner in (select oid from superuser)
              and ('pg_catalog.pg_proc'::pg_catalog.regclass::oid, p.oid) in (select classid, objid from extended))
   group by s.name, p.proname, args.list, p.proowner
  union all
  select pg_catalog.format('default privileges of %I in schema %I', owner.rolname, s.name),
         pg_catalog.format('new tables: %s has %s', api.name, pg_catalog.string_agg(a.privilege_type, ', ' order by a.privilege_type)),
         pg_catalog.format('alter default privileges for role %I in schema %I revoke all on tables from %I;', owner.rolname, s.name, api.name),
         'warning'
    from pg_catalog.pg_default_acl d
    join served s on s.oid = d.defaclnamespace
    join pg_catalog.pg_roles owner on owner.oid = d.defaclrole
    cross join lateral pg_catalog.aclexplode(d.defaclacl) a
    join api on api.oid = a.grantee
   where d.defaclobjtype = 'r'
   group by owner.rolname, s.name, api.name
)
select object, detail, fix, severity from found
