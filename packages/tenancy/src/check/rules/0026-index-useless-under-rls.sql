-- severity: note
-- why: A condition is only looked up before the policy when its operator is LEAKPROOF: tenants' queries pay for this
-- index when they write, and do not use it when they read.
with keys (index, relation, method, nth, attribute, class) as (
  select i.indexrelid, i.indrelid, am.amname, k.nth, k.attribute, i.indclass[k.nth - 1]
    from pg_catalog.pg_index i
    join tables t on t.oid = i.indrelid and t.rls and not t.is_partition and t.scope in ('tenant', 'organization', 'user')
    join pg_catalog.pg_class c on c.oid = i.indexrelid
    join pg_catalog.pg_am am on am.oid = c.relam
    cross join lateral (select i.indkey[n - 1], n from pg_catalog.generate_series(1, i.indnkeyatts) n) k (attribute, nth)
   where not i.indisunique and not i.indisexclusion
     -- One that begins with the tenant key is found by it; where order does not matter, one that has it.
     and t.key is distinct from i.indkey[0]
     and (am.amname = 'btree' or t.key is null or not t.key = any (i.indkey::int2[]))
     -- The server's own check of a foreign key asks no policy.
     and not exists (select from pg_catalog.pg_constraint f
                      where f.contype = 'f' and f.conrelid = t.oid and i.indkey[0] = any (f.conkey))
)
select pg_catalog.format('%s.%I', pg_catalog.quote_ident(n.nspname), c.relname) as object,
       pg_catalog.format('on %s by %s', t.ident, pg_catalog.string_agg(distinct k.method || ' ' || oc.opcname, ', ')) as detail,
       null::text as fix,
       null::text as severity
  from keys k
  join tables t on t.oid = k.relation
  join pg_catalog.pg_index i on i.indexrelid = k.index
  join pg_catalog.pg_class c on c.oid = k.index
  join pg_catalog.pg_namespace n on n.oid = c.relnamespace
  join pg_catalog.pg_opclass oc on oc.oid = k.class
  cross join lateral (
    -- Most of those with the column's own type: that of trigrams has an `=` beside what it is made for, and that of
    -- times compares them with dates.
    select 2 * count(*) filter (where p.proleakproof and s.same) >= count(*) filter (where s.same)
             and not (k.attribute = 0 and exists (
               select from pg_catalog.regexp_matches(i.indexprs::text, ':(?:funcid|opfuncid) (\d+)', 'g') f
                 join pg_catalog.pg_proc p on p.oid = f[1]::oid
                where not p.proleakproof))
      from pg_catalog.pg_amop o
      join pg_catalog.pg_operator op on op.oid = o.amopopr
      join pg_catalog.pg_proc p on p.oid = op.oprcode
      cross join lateral (
        select o.amoprighttype = o.amoplefttype
               or not exists (select from pg_catalog.pg_amop own
                               where own.amopfamily = o.amopfamily and own.amoppurpose = 's'
                                 and own.amoplefttype = o.amoplefttype and own.amoprighttype = o.amoplefttype)) s (same)
     where o.amopfamily = oc.opcfamily and o.amoplefttype = oc.opcintype and o.amoppurpose = 's') found (useful)
 where k.method <> 'btree' or k.nth = 1
 group by t.ident, n.nspname, c.relname
having not pg_catalog.bool_or(found.useful)
