-- severity: error
-- why: A materialized view has no policies: whoever may read it reads the rows of every tenant that it was filled with.
select r.ident as object,
       pg_catalog.format('is read by %s', reached.by) as detail,
       (select pg_catalog.string_agg(distinct pg_catalog.format(g.taking, 'all'), E'\n')
          from granted g where g.relation = r.oid) as fix,
       null::text as severity
  from relations r
  join reached on reached.oid = r.oid
 where r.kind = 'm' and r.oid in (select oid from holding)
