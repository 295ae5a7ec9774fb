import { type Connection, connections } from '../connections.ts';
import { asSentence, errorCode, errorText, OperationError } from '../errors.ts';
import { refuseForeignLogin } from '../foreign-login.ts';
import { type Session, withSession } from '../session.ts';
import { withLogin } from '../target.ts';
import { checkDatabase, checkRole, loginExists } from './checks.ts';
import { randomPassword, scramVerifier } from './scram.ts';

/** The logins that are provisioned, and the role each one works as. */
const logins = [
  { connection: connections.app, role: 'startkit_app', maySetRole: false },
  { connection: connections.portal, role: 'startkit_portal', maySetRole: false },
  { connection: connections.superadmin, role: 'startkit_superadmin', maySetRole: true },
  { connection: connections.backup, role: 'startkit_backup', maySetRole: false },
] as const;

type Login = (typeof logins)[number];

export interface ProvisionOptions {
  /** Connection string of the migration login. */
  readonly url: string;
  /** Gives logins that exist a new password as well. Default false. */
  readonly rotate?: boolean;
  /** The password of a login. Default: a random one of 32 bytes. */
  readonly passwordOf?: (login: string) => string;
  readonly log?: (line: string) => void;
}

export interface ProvisionedLogin {
  readonly login: string;
  /** The environment variable its connection string belongs into. */
  readonly variable: Connection['variable'];
  readonly result: 'created' | 'rotated' | 'kept';
  /** The connection string with the new password; undefined when the login was kept. */
  readonly url: string | undefined;
}

/**
 * Makes the login roles, gives each the one role it works as, and closes the database to
 * temporary tables. A login that exists keeps its password unless `rotate` is given.
 *
 * @throws OperationError `PRIVILEGE_MISSING` when the roles are not there yet, or the login may not
 * manage them; `REFUSED` when an existing login is one that RLS does not bind.
 */
export async function provision(options: ProvisionOptions): Promise<readonly ProvisionedLogin[]> {
  return withSession(options.url, (session) => provisionAll(session, options), {
    name: 'startkit-provision',
  });
}

async function provisionAll(
  session: Session,
  options: ProvisionOptions,
): Promise<readonly ProvisionedLogin[]> {
  await refuseForeignLogin(session);
  try {
    return await session.transaction(async () => {
      await session.run("set local lock_timeout = '10s'");
      const done: ProvisionedLogin[] = [];
      for (const login of logins) done.push(await provisionLogin(session, login, options));
      await closeDatabase(session, options);
      return done;
    });
  } catch (error) {
    if (error instanceof OperationError) throw error;
    throw failed(session, error);
  }
}

async function provisionLogin(
  session: Session,
  { connection, role, maySetRole }: Login,
  options: ProvisionOptions,
): Promise<ProvisionedLogin> {
  const { login, variable } = connection;
  await checkRole(session, role);
  const exists = await loginExists(session, login);
  const result = !exists ? 'created' : options.rotate === true ? 'rotated' : 'kept';
  const password = result === 'kept' ? undefined : (options.passwordOf ?? randomPassword)(login);
  if (password !== undefined) {
    const verb = exists ? 'alter' : 'create';
    const attributes = exists ? 'login' : createAttributes;
    await session.run(`${verb} role ${login} ${attributes} password '${scramVerifier(password)}'`);
  }
  await grantRole(session, role, login, maySetRole);
  const url = password === undefined ? undefined : withLogin(options.url, login, password);
  return { login, variable, result, url };
}

// Only for CREATE: before PostgreSQL 16, ALTER with any of these needs a superuser. What an
// existing login is, loginExists() checks.
const createAttributes =
  'login nosuperuser nobypassrls nocreaterole nocreatedb noreplication inherit';

// From 16 on a membership can be had without SET ROLE. The application's logins never need it.
async function grantRole(
  session: Session,
  role: string,
  login: string,
  maySetRole: boolean,
): Promise<void> {
  const rows = await session.rows<{ modern: boolean }>(
    "select current_setting('server_version_num')::int >= 160000 as modern",
  );
  const how = rows[0]?.modern === true ? ` with inherit true, set ${maySetRole}` : '';
  await session.run(`grant ${role} to ${login}${how}`);
}

async function closeDatabase(session: Session, options: ProvisionOptions): Promise<void> {
  const names = logins.map(({ connection }) => connection.login);
  const database = `"${session.target.database.replaceAll('"', '""')}"`;
  await session.run(
    `revoke temporary on database ${database} from public;
     grant connect on database ${database} to ${names.join(', ')}`,
  );
  for (const problem of await checkDatabase(session, names)) options.log?.(`Warning: ${problem}`);
}

function failed(session: Session, cause: unknown): OperationError {
  const { login } = session.target;
  const advice =
    errorCode(cause) === '42501'
      ? `${login} may not manage these roles: it must have CREATEROLE, and from PostgreSQL 16 on must ` +
        'have made them itself or hold them WITH ADMIN OPTION. Use the login that ran the first migration.'
      : 'Mend what it says, and run db:provision again.';
  return new OperationError(
    'PRIVILEGE_MISSING',
    `Provisioning failed: ${asSentence(errorText(cause))} No login was made or changed. ${advice}`,
    { cause },
  );
}
