-- severity: error
-- why: A temporary table or type that one tenant leaves behind stands before the real one for the next on that connection.
select pg_catalog.format('database %s', g.ident) as object,
       pg_catalog.format('%s may create temporary tables', g.name) as detail,
       pg_catalog.format(g.taking, 'temporary') as fix,
       null::text as severity
  from granted_object g
 where g.privilege = 'TEMPORARY'
