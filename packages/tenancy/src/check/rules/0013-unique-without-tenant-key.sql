-- severity: error
-- why: Uniqueness is checked past row level security: an insert that fails tells that another tenant has this value.
with column_of (index, nth, attnum, type, generated, integer) as (
  select i.indexrelid, u.nth, u.attnum, coalesce(nullif(type.typbasetype, 0), type.oid),
         a.attidentity <> '' or exists (
           select from pg_catalog.pg_attrdef d
             join pg_catalog.pg_depend s on s.classid = 'pg_catalog.pg_attrdef'::pg_catalog.regclass and s.objid = d.oid
             join pg_catalog.pg_class q on q.oid = s.refobjid and q.relkind = 'S'
            where d.adrelid = i.indrelid and d.adnum = u.attnum
              and s.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass),
         coalesce(nullif(type.typbasetype, 0), type.oid) in ('int2'::pg_catalog.regtype, 'int4'::pg_catalog.regtype, 'int8'::pg_catalog.regtype)
    from pg_catalog.pg_index i
    join tables t on t.oid = i.indrelid and t.scope = 'tenant'
    cross join lateral pg_catalog.unnest((i.indkey::int2[])[0:i.indnkeyatts - 1]) with ordinality u (attnum, nth)
    left join pg_catalog.pg_attribute a on a.attrelid = i.indrelid and a.attnum = u.attnum and u.attnum > 0
    left join pg_catalog.pg_type type on type.oid = a.atttypid
   where i.indisunique or i.indisexclusion
),
loose as (
  select i.indexrelid as index, t.oid as relation, t.schema, t.ident, t.key, c.relname, k.oid as "constraint", k.contype, i.indisreplident,
         pg_catalog.bool_or(u.type = 'uuid'::pg_catalog.regtype) as unguessable,
         pg_catalog.bool_and(coalesce(u.integer, false)) as integers,
         count(*) = 1 and pg_catalog.bool_and(u.generated) as generated,
         count(*) = 1 and pg_catalog.bool_and(u.attnum > 0) as single
    from pg_catalog.pg_index i
    join tables t on t.oid = i.indrelid
    join pg_catalog.pg_class c on c.oid = i.indexrelid and not c.relispartition
    join column_of u on u.index = i.indexrelid
    left join pg_catalog.pg_constraint k on k.conindid = i.indexrelid and k.conrelid = i.indrelid and k.contype in ('p', 'u', 'x')
   where t.key is not null
   group by i.indexrelid, t.oid, t.schema, t.ident, t.key, c.relname, k.oid, k.contype, i.indisreplident
  having not pg_catalog.bool_or(u.attnum = t.key)
)
select pg_catalog.format('%s.%I', l.ident, l.relname) as object,
       pg_catalog.format('%s (%s) is without the tenant key',
         case l.contype when 'p' then 'primary key' when 'x' then 'exclusion' else 'unique' end,
         (select pg_catalog.string_agg(pg_catalog.pg_get_indexdef(u.index, u.nth::integer, true), ', ' order by u.nth)
            from column_of u where u.index = l.index)) as detail,
       case when l.contype in ('p', 'x') or l.indisreplident
              or exists (select from pg_catalog.pg_constraint f where f.conindid = l.index and f.contype = 'f') then null
            when l.contype = 'u' then
              pg_catalog.format('alter table %s drop constraint %I, add constraint %I %s;', l.ident, l.relname, l.relname,
                pg_catalog.regexp_replace(pg_catalog.pg_get_constraintdef(l."constraint"), '\(', key.opening))
            else pg_catalog.format(E'drop index %I.%I;\n%s;', l.schema, l.relname,
                   pg_catalog.regexp_replace(
                     pg_catalog.regexp_replace(pg_catalog.pg_get_indexdef(l.index), ' ON ONLY ', ' ON '), ' \(', ' ' || key.opening))
       end as fix,
       case when l.unguessable then 'note'
            when l.generated or l.contype = 'p' and (l.integers or l.single) then 'warning' end as severity
  from loose l
  join pg_catalog.pg_attribute a on a.attrelid = l.relation and a.attnum = l.key
  cross join lateral (select '(' || pg_catalog.replace(pg_catalog.quote_ident(a.attname), '\', '\\') || ', ') key (opening)
