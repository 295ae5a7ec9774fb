-- severity: error
-- why: What is written is checked less than what is read: a tenant writes rows into another tenant, or moves its own there.
with loose as (
  select policy, relation, name, tenants, part, pg_catalog.bool_or(open) as open, pg_catalog.min(says) as says,
         pg_catalog.bool_and(command = 'a') as only_insert
    from loose_policy l
   where judges = 'check'
     -- Where USING lets as much through, that is the finding (0020).
     and not exists (select from loose_policy other where other.policy = l.policy and other.judges = 'using')
   group by policy, relation, name, tenants, part
)
select pg_catalog.format('%s.%I', t.ident, l.name) as object,
       pg_catalog.format('for %s, WITH CHECK %s', l.tenants, l.says) as detail,
       case when p.polqual is not null then
         pg_catalog.format('alter policy %I on %s with check (%s);', l.name, t.ident, pg_catalog.pg_get_expr(p.polqual, p.polrelid))
       end as fix,
       case when l.only_insert and not l.open then 'warning' end as severity
  from loose l
  join tables t on t.oid = l.relation
  join pg_catalog.pg_policy p on p.oid = l.policy
  cross join config
 where (l.open or config.expected = 'null')
   -- Whoever signs up makes an organization and a user.
   and (t.scope = 'tenant' or not l.only_insert)
