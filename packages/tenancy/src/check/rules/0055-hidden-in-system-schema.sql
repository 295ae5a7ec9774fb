-- severity: error
-- why: Nobody looks for it there, and no rule does: what tenants reach by it is judged by nothing.
select pg_catalog.format('%I.%I', n.nspname, o.name) as object,
       pg_catalog.format('is a %s that did not come with the server', o.kind) as detail,
       null::text as fix,
       null::text as severity
  from (select 'pg_catalog.pg_class'::pg_catalog.regclass::oid, oid, relnamespace, relname, 'relation'
          from pg_catalog.pg_class where relkind in ('r', 'p', 'v', 'm', 'f')
        union all
        select 'pg_catalog.pg_proc'::pg_catalog.regclass, oid, pronamespace, proname, 'function' from pg_catalog.pg_proc
        union all
        select 'pg_catalog.pg_operator'::pg_catalog.regclass, oid, oprnamespace, oprname, 'operator' from pg_catalog.pg_operator
       ) o (class, oid, schema, name, kind)
  join pg_catalog.pg_namespace n on n.oid = o.schema
 where o.oid >= 16384 and n.nspname in ('pg_catalog', 'information_schema', 'pg_toast')
   and (o.class, o.oid) not in (select classid, objid from extended)
 group by n.nspname, o.name, o.kind
