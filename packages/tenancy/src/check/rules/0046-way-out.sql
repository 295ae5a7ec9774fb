-- severity: error
-- why: A statement can leave its transaction for another session, where no context of this one holds and nothing is rolled back.
select pg_catalog.format('%s %s', g.kind, g.ident) as object,
       pg_catalog.format('%s has USAGE', g.name) as detail,
       pg_catalog.format(g.taking, 'usage') as fix,
       null::text as severity
  from granted_object g
 where g.class in ('pg_catalog.pg_foreign_server'::pg_catalog.regclass, 'pg_catalog.pg_foreign_data_wrapper'::pg_catalog.regclass)
union all
select pg_catalog.format('extension %I', x.extname),
       pg_catalog.format('%s may execute %s', g.name, pg_catalog.string_agg(distinct p.proname, ', ' order by p.proname)),
       pg_catalog.string_agg(pg_catalog.format(g.taking, 'execute'), E'\n' order by g.ident),
       null
  from pg_catalog.pg_extension x
  join pg_catalog.pg_depend d
    on d.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass and d.refobjid = x.oid and d.deptype = 'e'
   and d.classid = 'pg_catalog.pg_proc'::pg_catalog.regclass
  join pg_catalog.pg_proc p on p.oid = d.objid
  join granted_object g on g.class = 'pg_catalog.pg_proc'::pg_catalog.regclass and g.object = p.oid
 where x.extname in ('dblink', 'plproxy', 'pg_background')
   -- The rest of dblink opens no connection.
   and (x.extname <> 'dblink' or p.proname in ('dblink', 'dblink_connect', 'dblink_connect_u', 'dblink_exec', 'dblink_open', 'dblink_send_query'))
 group by x.extname, g.name
