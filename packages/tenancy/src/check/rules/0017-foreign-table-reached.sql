-- severity: error
-- why: A foreign table has no policies: its rows are read on another server, as the user that the mapping names.
select r.ident as object,
       pg_catalog.format('is reached by %s', reached.by) as detail,
       (select pg_catalog.string_agg(distinct pg_catalog.format(g.taking, 'all'), E'\n')
          from granted g where g.relation = r.oid) as fix,
       null::text as severity
  from relations r
  join reached on reached.oid = r.oid
 where r.kind = 'f' and r.oid in (select oid from holding)
