import pg from 'pg';
import { type Credentials, SUPERUSER } from './credentials.ts';
import { LocalPostgresError, systemCode } from './errors.ts';
import { startServer, stopServer, type ServerOptions } from './server.ts';
import { asSuperuser } from './session.ts';

/** Returns the SQL that makes roles, grants and settings; asks for the password of each login it makes. */
export type Bootstrap = (passwordOf: (login: string) => string) => string;

/**
 * Asks for the SQL, and saves the passwords it was given.
 * @throws LocalPostgresError LOGIN_UNKNOWN when it wants the superuser's
 */
export async function bootstrapSql(
  bootstrap: Bootstrap,
  credentials: Credentials,
): Promise<string> {
  const sql = bootstrap((login) => {
    if (login !== SUPERUSER) return credentials.issue(login);
    throw new LocalPostgresError(
      'LOGIN_UNKNOWN',
      `The superuser ${SUPERUSER} is not for handing out.`,
    );
  });
  await credentials.save();
  return sql;
}

/**
 * Makes `database` in a new cluster and runs the SQL in it as superuser, as one transaction, on a server that lives
 * no longer than that.
 * @throws LocalPostgresError INIT_FAILED, naming the SQL error without any password
 */
export async function bootstrapCluster(
  server: Omit<ServerOptions, 'detached' | 'settings'>,
  database: string,
  sql: string,
  credentials: Credentials,
): Promise<void> {
  // The log must quote neither statements that fail nor their errors (`syntax error at or near ...`): they hold passwords.
  const settings = { log_min_messages: 'fatal', log_min_error_statement: 'panic' };
  const { port } = await startServer({ ...server, settings, detached: false });
  try {
    const access = { port, password: credentials.issue(SUPERUSER) };
    await asSuperuser(access, (client) =>
      client.query(`create database ${pg.escapeIdentifier(database)}`),
    );
    await asSuperuser({ ...access, database }, (client) => client.query(sql));
  } catch (error) {
    throw bootstrapFailed(error, credentials);
  } finally {
    await stopServer(server, 'fast');
  }
}

/** Without `cause`: an error of pg carries pieces of the SQL. */
function bootstrapFailed(error: unknown, credentials: Credentials): LocalPostgresError {
  const message = error instanceof Error ? error.message : String(error);
  const position = error instanceof pg.DatabaseError ? error.position : undefined;
  const place = position === undefined ? '' : ` at character ${position}`;
  return new LocalPostgresError(
    'INIT_FAILED',
    `The bootstrap SQL failed${place} (${systemCode(error) ?? 'no SQLSTATE'}): ${credentials.redact(message)}. ` +
      'The new database was removed, nothing else was changed. Mend the SQL and start again.',
  );
}
