-- severity: warning
-- why: What the policy reads may change while the statement runs, its own policies bind that reading, and it is done for
-- every row or every statement.
select pg_catalog.format('%s.%I', t.ident, p.polname) as object,
       pg_catalog.format('reads %s', pg_catalog.string_agg(distinct pg_catalog.format('%I.%I', rn.nspname, r.relname), ', ')) as detail,
       null::text as fix,
       null::text as severity
  from policy_expression pe
  join expression e on e.tree = pe.tree
  join node n on n.expression = e.id and n.type = 'RANGETBLENTRY' and n.relation <> 0
  join pg_catalog.pg_class r on r.oid = n.relation
  join pg_catalog.pg_namespace rn on rn.oid = r.relnamespace
  join pg_catalog.pg_policy p on p.oid = pe.policy
  join tables t on t.oid = pe.relation
 where p.polroles && array(select role from acting)
 group by t.ident, p.polname
