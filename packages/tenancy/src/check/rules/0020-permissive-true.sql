-- severity: error
-- why: Permissive policies add up: through this one a tenant reaches rows that are not its own.
with loose as (
  select policy, relation, name, roles, tenants, pg_catalog.bool_or(open) as open, pg_catalog.min(says) as says,
         pg_catalog.array_agg(distinct command) as commands
    from loose_policy where judges = 'using' group by policy, relation, name, roles, tenants
)
select pg_catalog.format('%s.%I', t.ident, l.name) as object,
       pg_catalog.format('for %s, USING %s', l.tenants, l.says) as detail,
       -- Where others let tenants do all that this one does, it can go.
       case when not exists (
         select from pg_catalog.unnest(l.commands) c (command)
          where not exists (
            select from tenant_policy other
             where other.relation = l.relation and other.policy <> l.policy and other.permissive
               and other.command = c.command and other.judges = 'using' and (0 = any (other.roles) or other.roles @> l.roles)
               and not exists (select from policy_arm b where b.policy = other.policy and b.fault is not null)))
         then pg_catalog.format('drop policy %I on %s;', l.name, t.ident) end as fix,
       case when not l.open then 'warning' end as severity
  from loose l
  join tables t on t.oid = l.relation
  cross join config
 -- Policies that are compared with what was compiled say what was declared.
 where l.open or config.expected = 'null'
