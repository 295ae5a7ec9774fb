import { connections } from './connections.ts';

/** The database of the local server. */
export const localDatabase = 'startkit';

/**
 * What the local server's superuser does once, in the new database: makes the migration login, which owns the
 * database and may make roles but is no superuser, and closes what PostgreSQL leaves open to everybody
 * (temporary tables, large objects, ending other sessions). The other logins are made by
 * provisioning; here they only get their passwords.
 *
 * @param passwordOf gives, and remembers, the random password of a login.
 */
export function bootstrapSql(passwordOf: (login: string) => string): string {
  const passwords = new Map(
    (['app', 'portal', 'superadmin', 'migration'] as const).map(
      (name) => [name, passwordOf(connections[name].login)] as const,
    ),
  );
  const migrator = connections.migration.login;
  return `
    create role ${migrator} login nosuperuser nobypassrls noreplication createrole createdb
      password ${quoteLiteral(passwords.get('migration') ?? '')};
    alter database ${localDatabase} owner to ${migrator};
    revoke temporary on database ${localDatabase} from public;
    revoke create on schema public from public;
    revoke execute on function
      pg_catalog.pg_terminate_backend(int, bigint), pg_catalog.pg_cancel_backend(int) from public;
    do $$
    declare
      large_object_function pg_catalog.regprocedure;
    begin
      for large_object_function in
        select oid from pg_catalog.pg_proc
         where pronamespace = 'pg_catalog'::regnamespace
           and (proname like 'lo\\_%' or proname in ('loread', 'lowrite'))
      loop
        execute format('revoke execute on function %s from public', large_object_function);
      end loop;
    end $$;`;
}

function quoteLiteral(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
