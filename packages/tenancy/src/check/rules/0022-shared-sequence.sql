-- severity: note
-- why: All tenants draw from one sequence: each sees from the gaps how much the others write.
with drawn (relation, attnum, sequence) as (
  select d.adrelid, d.adnum, s.refobjid
    from pg_catalog.pg_attrdef d
    join pg_catalog.pg_depend s
      on s.classid = 'pg_catalog.pg_attrdef'::pg_catalog.regclass and s.objid = d.oid
     and s.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass
  union
  select s.refobjid, s.refobjsubid, s.objid
    from pg_catalog.pg_depend s
   where s.classid = 'pg_catalog.pg_class'::pg_catalog.regclass and s.deptype = 'i'
     and s.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass and s.refobjsubid > 0
)
select pg_catalog.format('%s.%I', t.ident, a.attname) as object,
       pg_catalog.format('takes its values from the sequence %I.%I', n.nspname, q.relname) as detail,
       null::text as fix,
       null::text as severity
  from tables t
  join drawn d on d.relation = t.oid
  join pg_catalog.pg_class q on q.oid = d.sequence and q.relkind = 'S'
  join pg_catalog.pg_namespace n on n.oid = q.relnamespace
  join pg_catalog.pg_attribute a on a.attrelid = t.oid and a.attnum = d.attnum
 where t.scope = 'tenant' and not t.is_partition
