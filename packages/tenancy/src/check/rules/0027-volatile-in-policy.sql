-- severity: warning
-- why: The policy answers differently from row to row, and a condition with it is looked up in no index.
select pg_catalog.format('%s.%I', t.ident, p.polname) as object,
       pg_catalog.format('calls %s for each row', pg_catalog.string_agg(distinct f.oid::pg_catalog.regprocedure::text, ', ')) as detail,
       null::text as fix,
       null::text as severity
  from policy_expression pe
  join expression e on e.tree = pe.tree
  join call c on c.expression = e.id and not c.once
  join pg_catalog.pg_proc f on f.oid = c.function and f.provolatile = 'v'
  join pg_catalog.pg_policy p on p.oid = pe.policy
  join tables t on t.oid = pe.relation
 group by t.ident, p.polname
