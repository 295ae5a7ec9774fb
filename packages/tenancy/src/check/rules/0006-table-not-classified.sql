-- severity: error
-- why: Nobody said whose the rows of this table are, so that nothing can be expected of its policies and grants.
select t.ident as object,
       case when t.scope is null then 'is not classified'
            else pg_catalog.format('is classified as %s, but has no column that says whose a row is', t.scope) end
         || coalesce(', and is reached by ' || r.by, '') as detail,
       null::text as fix,
       case when r.oid is null then 'warning' end as severity
  from tables t
  left join reached r on r.oid = t.oid
 where not t.is_partition
   and (t.scope is null or t.scope in ('tenant', 'organization', 'user') and t.key is null)
