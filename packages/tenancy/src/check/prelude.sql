-- What every rule may select from. $1: the configuration, as JSON (see check/parameters.ts). A rule is this and
-- its own select; it returns the columns object, detail, fix, severity (null: the rule's own).
with config (tenant_key, schemas, tenant_roles, trusted_roles, tables, trusted_functions, expected) as (
  select $1::jsonb ->> 'tenantKey', $1::jsonb -> 'schemas', $1::jsonb -> 'tenantRoles', $1::jsonb -> 'trustedRoles',
         $1::jsonb -> 'tables', $1::jsonb -> 'trustedFunctions', $1::jsonb -> 'expected'
),
-- What belongs to an extension and to a superuser: only a superuser can have made that, while whoever made an
-- extension may add a view of their own to it.
superuser (oid) as (select oid from pg_catalog.pg_roles where rolsuper),
extended (classid, objid) as materialized (
  select classid, objid from pg_catalog.pg_depend where deptype = 'e'
),
schemas (oid, name, owner, acl) as materialized (
  select n.oid, n.nspname::text, n.nspowner, n.nspacl
    from pg_catalog.pg_namespace n, config
   where n.nspname not like 'pg\_%' and n.nspname <> 'information_schema'
     and (config.schemas = 'null' or config.schemas ? n.nspname)
),
tenant_role (oid, name) as materialized (
  select r.oid, r.rolname::text from pg_catalog.pg_roles r, config where config.tenant_roles ? r.rolname
),
trusted (oid, name) as materialized (
  select r.oid, r.rolname::text from pg_catalog.pg_roles r, config where config.trusted_roles ? r.rolname
),
-- Logins that work as a tenant role. The owner of the database and whoever asks migrate: they are members of many roles.
tenant_login (oid, name) as materialized (
  select r.oid, r.rolname::text
    from pg_catalog.pg_roles r
   where r.rolcanlogin and not r.rolsuper and r.rolname <> current_user
     and r.oid not in (select oid from tenant_role)
     and r.oid not in (select oid from trusted)
     and r.oid <> (select datdba from pg_catalog.pg_database where datname = pg_catalog.current_database())
     and exists (select from tenant_role t where pg_catalog.pg_has_role(r.oid, t.oid, 'USAGE'))
),
-- Whom a grant to tenants may name. 0 is PUBLIC: who they are when they are not there yet.
tenant (oid, name) as materialized (
  select 0::oid, 'public'
  union all select oid, name from tenant_role
  union all select oid, name from tenant_login
),
listed (oid, scope, key, owned_by) as materialized (
  select pg_catalog.to_regclass(t.name)::oid, t.scope, t.key, t.owned_by
    from config, pg_catalog.jsonb_to_recordset(config.tables) t (name text, scope text, key text, owned_by jsonb)
   where pg_catalog.to_regclass(t.name) is not null
),
-- Tables and partitions. `key` is the number of the column that says whose a row is, null where there is none.
tables (oid, schema, name, ident, kind, owner, rls, forced, is_partition, root, acl, scope, key) as materialized (
  select c.oid, s.name, c.relname::text, pg_catalog.format('%I.%I', s.name, c.relname), c.relkind::text, c.relowner,
         c.relrowsecurity, c.relforcerowsecurity, c.relispartition, root.oid, c.relacl,
         coalesce(own.scope, case when tenant_key.attnum is not null then 'tenant' end),
         coalesce(
           (select a.attnum from pg_catalog.pg_attribute a where a.attrelid = c.oid and a.attname = own.key),
           case when coalesce(own.scope, 'tenant') = 'tenant' then tenant_key.attnum
                when own.scope in ('organization', 'user') then
                  (select k.conkey[1] from pg_catalog.pg_constraint k
                    where k.conrelid = c.oid and k.contype = 'p' and pg_catalog.cardinality(k.conkey) = 1) end)
    from pg_catalog.pg_class c
    join schemas s on s.oid = c.relnamespace
    cross join config
    cross join lateral (select case when c.relispartition
      then coalesce(pg_catalog.pg_partition_root(c.oid)::oid, c.oid) else c.oid end) root (oid)
    left join listed own on own.oid = root.oid
    left join pg_catalog.pg_attribute tenant_key
      on tenant_key.attrelid = c.oid and tenant_key.attname = config.tenant_key and not tenant_key.attisdropped
   where c.relkind in ('r', 'p')
     and not (c.relowner in (select oid from superuser)
              and ('pg_catalog.pg_class'::pg_catalog.regclass::oid, c.oid) in (select classid, objid from extended))
)
