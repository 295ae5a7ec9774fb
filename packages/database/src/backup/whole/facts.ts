import type { Session } from '../../environment/session.ts';
import type { Manifest } from './manifest.ts';

// Roles of grants to tables, columns, sequences, schemas, functions and types, and of policies.
const factsQuery = `
  with acls (owner, acl) as (
    select relowner, relacl from pg_catalog.pg_class
    union all select relowner, attacl from pg_catalog.pg_attribute join pg_catalog.pg_class c on c.oid = attrelid
    union all select nspowner, nspacl from pg_catalog.pg_namespace
    union all select proowner, proacl from pg_catalog.pg_proc
    union all select typowner, typacl from pg_catalog.pg_type
    union all select defaclrole, defaclacl from pg_catalog.pg_default_acl
  ), named (oid) as (
    select x.grantee from acls, pg_catalog.aclexplode(acl) x where x.grantee <> owner
    union select role from pg_catalog.pg_policy, pg_catalog.unnest(polroles) role
  )
  select pg_catalog.current_setting('server_version') as "serverVersion",
         pg_catalog.current_setting('server_version_num')::int / 10000 as "serverMajor",
         pg_catalog.pg_database_size(pg_catalog.current_database())::float8 as "databaseBytes",
         array(select rolname::text from pg_catalog.pg_roles where oid in (select oid from named)
                 and rolname not like 'pg\\_%' and not rolsuper order by 1) as roles`;

export type Facts = Pick<Manifest, 'serverVersion' | 'serverMajor' | 'databaseBytes' | 'roles'>;

/** What a manifest says of the server and the database. */
export async function readFacts(session: Session): Promise<Facts> {
  const [facts] = await session.rows<Facts>(factsQuery);
  if (facts === undefined) throw new Error('The server did not say what it is.');
  return facts;
}
