-- severity: error
-- why: Foreign keys are checked past row level security: a row may refer to another tenant's row, and the error tells which ids exist.
with reference (oid, name, child, parent, child_key, parent_key, columns, referenced, bound, checked) as (
  select k.oid, k.conname, k.conrelid, k.confrelid, child.key, parent.key, k.conkey, k.confkey,
         exists (select from rows from (pg_catalog.unnest(k.conkey), pg_catalog.unnest(k.confkey)) pair (own, other)
                  where pair.own = child.key and pair.other = parent.key),
         coalesce((pg_catalog.to_jsonb(k) ->> 'conenforced')::boolean, true)
    from pg_catalog.pg_constraint k
    join tables child on child.oid = k.conrelid and child.scope in ('tenant', 'organization')
    join tables parent on parent.oid = k.confrelid and parent.scope = 'tenant'
   where k.contype = 'f' and k.conparentid = 0
),
-- References that say nothing of the tenant, here or in a second foreign key that says all that they say.
loose as (
  select r.* from reference r
   where r.checked and not r.bound
     and not exists (
       select from reference other
        where other.child = r.child and other.parent = r.parent and other.bound and other.checked
          and not exists (
            select own, target from rows from (pg_catalog.unnest(r.columns), pg_catalog.unnest(r.referenced)) pair (own, target)
            except
            select own, target from rows from (pg_catalog.unnest(other.columns), pg_catalog.unnest(other.referenced)) pair (own, target)))
),
written as (
  select l.oid, child.ident as child, child.kind, parent.ident as parent, l.name,
         (select pg_catalog.string_agg(pg_catalog.quote_ident(a.attname), ', ' order by u.nth)
            from pg_catalog.unnest(l.columns) with ordinality u (attnum, nth)
            join pg_catalog.pg_attribute a on a.attrelid = l.child and a.attnum = u.attnum) as columns,
         (select pg_catalog.string_agg(pg_catalog.quote_ident(a.attname), ', ' order by u.nth)
            from pg_catalog.unnest(l.referenced) with ordinality u (attnum, nth)
            join pg_catalog.pg_attribute a on a.attrelid = l.parent and a.attnum = u.attnum) as referenced,
         pg_catalog.quote_ident(own.attname) as child_key, pg_catalog.quote_ident(other.attname) as parent_key,
         own.atttypid = other.atttypid and not l.parent_key = any (l.referenced) and not l.child_key = any (l.columns)
           and k.confupdtype not in ('n', 'd')
           and exists (
             select from pg_catalog.pg_index i
              where i.indrelid = l.parent and i.indisunique and i.indisvalid and i.indimmediate
                and i.indpred is null and i.indexprs is null
                and (i.indkey::int2[])[0:i.indnkeyatts - 1] @> (l.referenced || l.parent_key)
                and (i.indkey::int2[])[0:i.indnkeyatts - 1] <@ (l.referenced || l.parent_key)) as mendable
    from loose l
    join pg_catalog.pg_constraint k on k.oid = l.oid
    join tables child on child.oid = l.child
    join tables parent on parent.oid = l.parent
    left join pg_catalog.pg_attribute own on own.attrelid = l.child and own.attnum = l.child_key
    left join pg_catalog.pg_attribute other on other.attrelid = l.parent and other.attnum = l.parent_key
)
select pg_catalog.format('%s.%I', w.child, w.name) as object,
       pg_catalog.format('(%s) references %s (%s) without the tenant key', w.columns, w.parent, w.referenced) as detail,
       case when w.mendable then
         pg_catalog.format('alter table %s drop constraint %I, add constraint %I foreign key (%s, %s) references %s (%s, %s)%s%s%s%s;',
           w.child, w.name, w.name, w.child_key, w.columns, w.parent, w.parent_key, w.referenced,
           case k.confupdtype when 'c' then ' on update cascade' when 'r' then ' on update restrict' end,
           -- Only the reference is taken back: the tenant stays.
           case k.confdeltype when 'c' then ' on delete cascade' when 'r' then ' on delete restrict'
                when 'n' then pg_catalog.format(' on delete set null (%s)', w.columns)
                when 'd' then pg_catalog.format(' on delete set default (%s)', w.columns) end,
           case when k.condeferred then ' deferrable initially deferred' when k.condeferrable then ' deferrable' end,
           case when w.kind = 'r'
             then pg_catalog.format(E' not valid;\n-- Once no row refers to another tenant''s: alter table %s validate constraint %I', w.child, w.name) end)
       end as fix,
       null::text as severity
  from written w
  join pg_catalog.pg_constraint k on k.oid = w.oid
