import type { Session } from '../environment/session.ts';

/**
 * SQL of the oids of the schemas that are this database's own: those of its owner, and of whoever made the kit's. A hosted
 * Postgres has others beside them, which are the host's, with tables that nobody else reads.
 */
export const ownSchemas = `
  select s.oid from pg_catalog.pg_namespace s
   where s.nspname not like 'pg\\_%' and s.nspname <> 'information_schema' and s.nspowner in (
     select datdba from pg_catalog.pg_database where datname = pg_catalog.current_database()
     union all select oid from pg_catalog.pg_roles where rolname = 'pg_database_owner'
     union all select nspowner from pg_catalog.pg_namespace where nspname = 'app')`;

/** The names of the other ones. */
export async function foreignSchemas(session: Session): Promise<readonly string[]> {
  const schemas = await session.rows<{ name: string }>(
    `select nspname::text as name from pg_catalog.pg_namespace
      where nspname not like 'pg\\_%' and nspname <> 'information_schema' and oid not in (${ownSchemas}) order by 1`,
  );
  return schemas.map(({ name }) => name);
}
