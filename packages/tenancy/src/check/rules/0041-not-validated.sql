-- severity: warning
-- why: Rows that were there before were never looked at: one of them may already point across tenants.
select pg_catalog.format('%s.%I', t.ident, c.conname) as object,
       pg_catalog.format('the %s is not %s', kind.name, case when e.enforced then 'validated' else 'enforced' end) as detail,
       case when e.enforced then pg_catalog.format('alter table %s validate constraint %I;', t.ident, c.conname)
            when c.contype = 'f' then pg_catalog.format('alter table %s alter constraint %I enforced;', t.ident, c.conname)
            else pg_catalog.format('alter table %s drop constraint %I, add constraint %2$I %s;', t.ident, c.conname,
                   pg_catalog.replace(pg_catalog.pg_get_constraintdef(c.oid), ' NOT ENFORCED', '')) end as fix,
       null::text as severity
  from pg_catalog.pg_constraint c
  join tables t on t.oid = c.conrelid
  left join tables other on other.oid = c.confrelid
  join (values ('f', 'foreign key'), ('c', 'check'), ('n', 'not-null constraint')) kind (type, name) on kind.type = c.contype::text
  -- PostgreSQL has NOT ENFORCED from 18 on.
  cross join lateral (select coalesce((pg_catalog.to_jsonb(c) ->> 'conenforced')::boolean, true)) e (enforced)
 where not c.convalidated and c.conparentid = 0 and c.coninhcount = 0
   and (t.scope in ('tenant', 'organization', 'user') or other.scope in ('tenant', 'organization', 'user'))
   -- Of the tenant key, rule 0010 says it.
   and not (c.contype = 'n' and t.key = any (c.conkey))
union all
select pg_catalog.format('%I.%I', n.nspname, c.relname),
       pg_catalog.format('the %s on %s is not valid', case when i.indisunique then 'unique index' else 'index' end, t.ident),
       case c.relkind when 'i' then pg_catalog.format('reindex index %I.%I;', n.nspname, c.relname) end,
       case when not i.indisunique then 'note' end
  from pg_catalog.pg_index i
  join tables t on t.oid = i.indrelid and t.scope in ('tenant', 'organization', 'user')
  join pg_catalog.pg_class c on c.oid = i.indexrelid
  join pg_catalog.pg_namespace n on n.oid = c.relnamespace
 where not (i.indisvalid and i.indisready)
   -- Not one that is being made.
   and not exists (select from pg_catalog.pg_stat_progress_create_index b where b.index_relid = i.indexrelid)
