-- severity: error
-- why: A row without a tenant belongs to nobody: policies hide it, and a NULL switches off the foreign keys it is part of.
select pg_catalog.format('%s.%I', t.ident, a.attname) as object,
       case when a.attnotnull then 'holds a NOT NULL that was never validated' else 'may be NULL' end as detail,
       case when a.attnotnull then pg_catalog.format('alter table %s validate constraint %I;', t.ident, n.conname)
            else pg_catalog.format('alter table %s alter column %I set not null;', t.ident, a.attname) end as fix,
       null::text as severity
  from tables t
  join pg_catalog.pg_attribute a on a.attrelid = t.oid and a.attnum = t.key
  join pg_catalog.pg_type type on type.oid = a.atttypid
  left join pg_catalog.pg_constraint n
    on n.conrelid = t.oid and n.contype = 'n' and n.conkey = array[t.key] and not n.convalidated
 where t.scope in ('tenant', 'organization', 'user') and not t.is_partition
   and (not a.attnotnull and not type.typnotnull or n.oid is not null)
