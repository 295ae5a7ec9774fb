-- severity: warning
-- why: What stands for = in it is a function of somebody's, which may let through what it likes.
select pg_catalog.format('%s.%I', t.ident, p.polname) as object,
       pg_catalog.format('compares with %s', pg_catalog.string_agg(distinct o.oid::pg_catalog.regoperator::text, ', ')) as detail,
       null::text as fix,
       null::text as severity
  from policy_expression pe
  join expression e on e.tree = pe.tree
  join node n on n.expression = e.id and n.type in ('OPEXPR', 'SCALARARRAYOPEXPR', 'DISTINCTEXPR', 'NULLIFEXPR')
  join pg_catalog.pg_proc f on f.oid = n.function and f.oid >= 16384
  join pg_catalog.pg_operator o on o.oprcode = f.oid
  join pg_catalog.pg_policy p on p.oid = pe.policy and p.polroles && array(select role from acting)
  join tables t on t.oid = pe.relation
 where not (f.proowner in (select oid from superuser)
            and ('pg_catalog.pg_proc'::pg_catalog.regclass::oid, f.oid) in (select classid, objid from extended))
 group by t.ident, p.polname
