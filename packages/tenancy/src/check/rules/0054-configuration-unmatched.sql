-- severity: error
-- why: What the configuration says of it holds for nothing, and what it was meant for is judged as if nobody had said so.
select 'roles.trusted' as object,
       pg_catalog.format('there is no role %I', name) as detail,
       null::text as fix,
       'warning' as severity
  from config cross join pg_catalog.jsonb_array_elements_text(config.trusted_roles) name
 -- A tenant's role that is not there: rule 0007.
 where name not in (select name from trusted)
union all
select 'schemas', pg_catalog.format('there is no schema %I', name), null, null
  from config
  cross join pg_catalog.jsonb_array_elements_text(
    case pg_catalog.jsonb_typeof(config.schemas) when 'array' then config.schemas else '[]' end) name
 where name not in (select nspname from pg_catalog.pg_namespace)
union all
select 'tables', pg_catalog.format('there is no table %s', t.name), null, 'warning'
  from config cross join pg_catalog.jsonb_to_recordset(config.tables) t (name text)
 cross join pg_catalog.parse_ident(t.name) part
 where not exists (select from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
                    where n.nspname = case when pg_catalog.cardinality(part) > 1 then part[1] else 'public' end
                      and c.relname = part[pg_catalog.cardinality(part)])
union all
select 'tables', pg_catalog.format('%s has no column %I', t.name, t.key), null, null
  from config cross join pg_catalog.jsonb_to_recordset(config.tables) t (name text, key text)
 cross join pg_catalog.parse_ident(t.name) part
  join pg_catalog.pg_namespace n on n.nspname = case when pg_catalog.cardinality(part) > 1 then part[1] else 'public' end
  join pg_catalog.pg_class c on c.relnamespace = n.oid and c.relname = part[pg_catalog.cardinality(part)]
 where t.key is not null
   and not exists (select from pg_catalog.pg_attribute a where a.attrelid = c.oid and a.attname = t.key and not a.attisdropped)
