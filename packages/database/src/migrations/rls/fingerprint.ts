import type { Session } from '../../environment/session.ts';

// Catalog columns as they are, not pg_get_expr() and its like: those lock the table, and a check
// that waits behind somebody's ACCESS EXCLUSIVE lock would not be a check that takes no lock.
// A partition without a grant is left out: nobody can read it, and they come and go.
const query = `
  with schemas as (
    select oid, nspname, nspowner, nspacl from pg_catalog.pg_namespace
     where nspname in ('public', 'app', 'pgboss')
  ), relations as (
    select c.*, n.nspname from pg_catalog.pg_class c join schemas n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p', 'v', 'm', 'f', 'S') and not (c.relispartition and c.relacl is null)
  ), facts (fact) as (
    select concat_ws(' ', 'schema', nspname, pg_catalog.pg_get_userbyid(nspowner), nspacl::text)
      from schemas
    union all
    select concat_ws(' ', 'relation', nspname, relname, relkind, pg_catalog.pg_get_userbyid(relowner),
                     relrowsecurity, relforcerowsecurity, relacl::text, reloptions::text)
      from relations
    union all
    select concat_ws(' ', 'column', r.nspname, r.relname, a.attname, a.attacl::text)
      from relations r join pg_catalog.pg_attribute a on a.attrelid = r.oid
     where a.attnum > 0 and not a.attisdropped and a.attacl is not null
    union all
    select concat_ws(' ', 'policy', r.nspname, r.relname, p.polname, p.polcmd, p.polpermissive,
                     (select pg_catalog.string_agg(case when role = 0 then 'public'
                                                        else pg_catalog.pg_get_userbyid(role)::text end,
                                                   ',' order by role)
                        from pg_catalog.unnest(p.polroles) as role),
                     'using', p.polqual::text, 'check', p.polwithcheck::text)
      from relations r join pg_catalog.pg_policy p on p.polrelid = r.oid
    union all
    select concat_ws(' ', 'trigger', r.nspname, r.relname, t.tgname, t.tgfoid, t.tgtype, t.tgenabled,
                     t.tgdeferrable, t.tginitdeferred, t.tgattr::text, t.tgqual::text,
                     pg_catalog.encode(t.tgargs, 'hex'))
      from relations r join pg_catalog.pg_trigger t on t.tgrelid = r.oid
     where not t.tgisinternal
    union all
    select concat_ws(' ', 'function', p.proname, p.proargtypes::text, p.prorettype, p.proretset, p.prolang,
                     pg_catalog.pg_get_userbyid(p.proowner), p.prosecdef, p.provolatile, p.proparallel,
                     p.proleakproof, p.proisstrict, p.proconfig::text, p.proacl::text,
                     p.proargnames::text, p.proargdefaults::text, p.prosrc, p.prosqlbody::text)
      from pg_catalog.pg_proc p join schemas n on n.oid = p.pronamespace
     where n.nspname in ('app', 'pgboss')
  )
  select pg_catalog.md5(pg_catalog.string_agg(fact, E'\\n' order by fact collate "C")) as fingerprint
    from facts`;

/**
 * A digest of everything the RLS SQL decides in the schemas `public`, `app` and `pgboss`: row security,
 * policies, grants, owners, triggers, and the functions of `app` and `pgboss`. Locks no table.
 */
export async function fingerprintRls(session: Session): Promise<string> {
  const rows = await session.rows<{ fingerprint: string | null }>(query);
  return rows[0]?.fingerprint ?? '';
}
