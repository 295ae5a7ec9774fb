-- severity: warning
-- why: One NULL switches the whole foreign key off (MATCH SIMPLE): what the other columns then refer to is not checked.
with reference (oid, name, relation, ident, columns) as (
  select k.oid, k.conname, k.conrelid, child.ident,
         array(select own from pg_catalog.unnest(k.conkey) with ordinality u (own, nth) where own <> child.key order by nth)
    from pg_catalog.pg_constraint k
    join tables child on child.oid = k.conrelid and child.scope in ('tenant', 'organization')
    join tables parent on parent.oid = k.confrelid and parent.scope = 'tenant'
   where k.contype = 'f' and k.conparentid = 0 and k.confmatchtype = 's'
     and exists (select from rows from (pg_catalog.unnest(k.conkey), pg_catalog.unnest(k.confkey)) pair (own, other)
                  where pair.own = child.key and pair.other = parent.key)
),
listed_columns (oid, names, nullable, filled) as (
  select r.oid, pg_catalog.string_agg(pg_catalog.quote_ident(a.attname), ', ' order by u.nth),
         pg_catalog.string_agg(pg_catalog.quote_ident(a.attname), ', ' order by u.nth)
           filter (where not a.attnotnull and not type.typnotnull),
         pg_catalog.array_agg(u.attnum) filter (where a.attnotnull or type.typnotnull)
    from reference r
    cross join lateral pg_catalog.unnest(r.columns) with ordinality u (attnum, nth)
    join pg_catalog.pg_attribute a on a.attrelid = r.relation and a.attnum = u.attnum
    join pg_catalog.pg_type type on type.oid = a.atttypid
   group by r.oid
)
select pg_catalog.format('%s.%I', r.ident, r.name) as object,
       pg_catalog.format('(%s) is not checked where %s is NULL', c.names, pg_catalog.replace(c.nullable, ', ', ' or ')) as detail,
       pg_catalog.format('alter table %s add check (num_nulls(%s) in (0, %s)) not valid;',
                         r.ident, c.names, pg_catalog.cardinality(r.columns)) as fix,
       null::text as severity
  from reference r
  join listed_columns c on c.oid = r.oid
 -- One column besides the key: NULL is "no reference", and nothing is left that could refer.
 where pg_catalog.cardinality(r.columns) > 1 and c.nullable is not null
   -- What stays filled is checked by a foreign key of its own.
   and not exists (select from reference own
                    where own.relation = r.relation and own.columns @> c.filled and own.columns <@ c.filled)
   and not exists (
     select from pg_catalog.pg_constraint k
      where k.conrelid = r.relation and k.contype = 'c' and k.conkey @> r.columns
        and pg_catalog.pg_get_expr(k.conbin, k.conrelid) ~ 'num_(non)?nulls\(| IS (NOT )?NULL')
