-- severity: warning
-- why: Every statement on this table filters by the tenant key: without an index it reads the rows of every tenant.
select t.ident as object,
       pg_catalog.format('no index starts with the tenant key %I', a.attname) as detail,
       case t.kind when 'p' then pg_catalog.format('create index on %s (%I);', t.ident, a.attname)
            else pg_catalog.format(E'-- startkit: no-transaction\ncreate index concurrently on %s (%I);', t.ident, a.attname)
       end as fix,
       null::text as severity
  from tables t
  join pg_catalog.pg_attribute a on a.attrelid = t.oid and a.attnum = t.key
 where t.scope in ('tenant', 'organization', 'user') and not t.is_partition
   -- Partitions that hold whole tenants are chosen by the key.
   and not exists (select from pg_catalog.pg_partitioned_table p
                    where p.partrelid = t.oid and p.partstrat = 'l' and p.partattrs[0] = t.key)
   and exists (
     select from tables leaf
      where leaf.root = t.oid and leaf.kind = 'r'
        and not exists (select from pg_catalog.pg_index i
                         where i.indrelid = leaf.oid and i.indisvalid and i.indpred is null and i.indkey[0] = leaf.key))
