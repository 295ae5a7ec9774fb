/*
 * Who reaches, and where. Tenants are the roles startkit_app and startkit_portal, whatever logs in as one of
 * them, and PUBLIC, which is who they are when they are not there yet. The login that asks and the owner of the
 * database are none, whatever they are members of: they migrate. A login that is also of the staff is one finding,
 * and not as many as there are tables for the staff.
 *
 * System schemas are left out, and what belongs to an extension AND to a superuser: only a superuser can have
 * made that, while whoever made an extension may add a view of their own to it.
 */
export const parties = `
  staff as (
    select oid, rolname as name, rolbypassrls or rolsuper as unbound from pg_catalog.pg_roles
     where rolname in ('startkit_superadmin', 'startkit_backup', 'startkit_definer')
  ), definer as (
    select oid, name, unbound from staff where name = 'startkit_definer'
  ), tenant_role as (
    select oid, rolname as name, rolbypassrls or rolsuper as unbound from pg_catalog.pg_roles
     where rolname in ('startkit_app', 'startkit_portal')
  ), tenant_login as (
    select r.oid, r.rolname as name, r.rolbypassrls as unbound from pg_catalog.pg_roles r
     where r.rolcanlogin and not r.rolsuper and r.rolname <> current_user
       and r.rolname not in (select name from tenant_role)
       and r.oid <> (select datdba from pg_catalog.pg_database
                      where datname = pg_catalog.current_database())
       and exists (select from tenant_role t where pg_catalog.pg_has_role(r.oid, t.oid, 'USAGE'))
  ), tenant (name) as (
    select 'public'::name
    union all
    select name from tenant_role
    union all
    select l.name from tenant_login l
     where not exists (select from staff s where pg_catalog.pg_has_role(l.oid, s.oid, 'USAGE'))
  ), schemas as (
    select oid, nspname from pg_catalog.pg_namespace
     where nspname not like 'pg\\_%' and nspname <> 'information_schema'
  ), extended as (
    select classid, objid from pg_catalog.pg_depend where deptype = 'e'
  ), superuser as (
    select oid from pg_catalog.pg_roles where rolsuper
  )`;
