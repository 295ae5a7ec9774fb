import { refuseForeignLogin } from '../environment/foreign-login.ts';
import { withSession } from '../environment/session.ts';

const kitSchemas = ['public', 'app', 'drizzle', 'pgboss'] as const;

/**
 * Drops everything the kit made in a database, with all rows, and leaves an empty schema `public` as PostgreSQL makes it.
 * The roles stay: they belong to the server, not to the database.
 *
 * @param url connection string of the migration login, which owns the database.
 * @throws OperationError `PRIVILEGE_MISSING` for another login, or as `openSession`; Postgres's error when
 * something is not the login's to drop.
 */
export async function dropKitSchemas(url: string): Promise<void> {
  await withSession(
    url,
    async (session) => {
      await refuseForeignLogin(session);
      await session.transaction(() =>
        session.run(
          `set local lock_timeout = '10s';
           drop schema if exists ${kitSchemas.join(', ')} cascade;
           create schema public authorization pg_database_owner;
           grant usage on schema public to public`,
        ),
      );
    },
    { name: 'startkit-reset' },
  );
}
