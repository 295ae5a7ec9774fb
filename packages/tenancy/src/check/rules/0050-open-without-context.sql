-- severity: error
-- why: When nobody said for whom a statement runs, or a statement takes that back, the policy lets every row through.
with context (expression, first, last) as materialized (
  select c.expression, c.first, c.last
    from call c
    join pg_catalog.pg_proc p on p.oid = c.function
   where not c.on_row and (p.pronamespace <> 'pg_catalog'::pg_catalog.regnamespace or p.proname = 'current_setting')
),
-- What is true, or the row's own value, when the context is not there.
opening (expression, first, last) as materialized (
  select n.expression, n.first, n.last
    from node n
    join context c on c.expression = n.expression and c.first > n.first and c.last < n.last
   where n.unknown
      or n.type = 'COALESCEEXPR'
         and exists (select from row_column v where v.expression = n.expression and v.first > n.first and v.last < n.last)
      or n.type = 'OPEXPR' and n.function = 'pg_catalog.texteq'::pg_catalog.regproc
         and exists (select from node e
                      where e.expression = n.expression and e.constant = 'empty' and e.first > n.first and e.last < n.last
                        and not exists (select from node m
                                         where m.expression = n.expression and m.first > n.first and m.first < e.first and m.last > e.last))
)
select pg_catalog.format('%s.%I', t.ident, p.polname) as object,
       'lets every row through when its context is not set' as detail,
       null::text as fix,
       null::text as severity
  from policy_expression pe
  join expression e on e.tree = pe.tree
  join pg_catalog.pg_policy p on p.oid = pe.policy and p.polpermissive and p.polroles && array(select role from acting)
  join tables t on t.oid = pe.relation and t.scope in ('tenant', 'organization', 'user')
  join opening o on o.expression = e.id
 where not exists (select from guard g
                    where g.expression = e.id and g.attribute = t.key and o.first > g.opens and o.last < g.closes
                      and not (g.first < o.first and g.last > o.last))
   -- case when (it is not there) then false
   and not exists (select from node w
                     join node no on no.expression = w.expression and no.constant = 'false' and no.first > w.first and no.last < w.last
                    where w.expression = e.id and w.type = 'CASEWHEN' and w.first < o.first and w.last > o.last)
 group by t.ident, p.polname
