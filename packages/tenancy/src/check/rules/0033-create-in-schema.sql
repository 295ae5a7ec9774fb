-- severity: error
-- why: What a tenant creates stands before what others meant: their unqualified names find its functions and tables.
select pg_catalog.format('%s %s', g.kind, g.ident) as object,
       pg_catalog.format('%s may create %s in it', g.name, case g.kind when 'database' then 'schemas' else 'objects' end) as detail,
       pg_catalog.format(g.taking, 'create') as fix,
       null::text as severity
  from granted_object g
 where g.privilege = 'CREATE'
