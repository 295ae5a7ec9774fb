import { OperationError } from '../../environment/errors.ts';
import { refuseForeignLogin } from '../../environment/foreign-login.ts';
import type { Session } from '../../environment/session.ts';

const superadminRole = 'startkit_superadmin';

interface LoginFacts {
  readonly login: string;
  readonly superuser: boolean;
  readonly may_create: boolean;
  readonly may_create_in_public: boolean;
  readonly may_create_roles: boolean;
  readonly roles_exist: boolean;
}

/**
 * Checks what the migrating login may do, before anything is changed.
 *
 * @throws OperationError `PRIVILEGE_MISSING`, with the statements that mend it, or the login to use instead.
 */
export async function checkMigrationLogin(
  session: Session,
  log?: (line: string) => void,
): Promise<void> {
  await refuseForeignLogin(session);
  const facts = await readFacts(session);
  if (facts.superuser) {
    log?.(
      `Warning: ${facts.login} is a superuser, and so will be the owner of what is made. A login ` +
        'with CREATEROLE that owns the database is all that is needed.',
    );
  }
  const missing = missingPrivileges(facts, session.target.database);
  if (missing.length === 0) return;
  throw new OperationError(
    'PRIVILEGE_MISSING',
    `The migration login ${facts.login} may not do what migrations need. Nothing was changed. As ` +
      `an administrator, run: ${missing.join('; ')};`,
  );
}

async function readFacts(session: Session): Promise<LoginFacts> {
  const rows = await session.rows<LoginFacts>(
    `select current_user as login, r.rolsuper as superuser,
            has_database_privilege(current_database(), 'CREATE') as may_create,
            coalesce(has_schema_privilege(to_regnamespace('public')::oid, 'CREATE'), true)
              as may_create_in_public,
            r.rolcreaterole or r.rolsuper as may_create_roles,
            exists (select from pg_roles where rolname = $1) as roles_exist
       from pg_roles r where r.rolname = current_user`,
    [superadminRole],
  );
  if (rows[0] === undefined) throw new Error('pg_roles has no row for current_user');
  return rows[0];
}

function missingPrivileges(facts: LoginFacts, database: string): readonly string[] {
  const login = quoteName(facts.login);
  return [
    facts.may_create ? '' : `alter database ${quoteName(database)} owner to ${login}`,
    facts.may_create_in_public ? '' : `grant all on schema public to ${login}`,
    facts.may_create_roles || facts.roles_exist ? '' : `alter role ${login} createrole`,
  ].filter((statement) => statement !== '');
}

/**
 * Refuses to go on unless the login works with the rights of startkit_superadmin. FORCE ROW LEVEL SECURITY
 * binds the owner too: an UPDATE in a migration would change no row, and say nothing.
 *
 * @throws OperationError `PRIVILEGE_MISSING`.
 */
export async function checkSuperadminRights(session: Session): Promise<void> {
  const rows = await session.rows<{ login: string; usable: boolean | null }>(
    `select current_user as login,
            (select pg_has_role(current_user, oid, 'USAGE') from pg_roles where rolname = $1) as usable`,
    [superadminRole],
  );
  const { login = '', usable = null } = rows[0] ?? {};
  if (usable === true) return;
  throw new OperationError(
    'PRIVILEGE_MISSING',
    usable === null
      ? `The role ${superadminRole} does not exist, although the first migration makes it. ` +
          'Was it dropped? Make it again (create role startkit_superadmin nologin) and grant it to ' +
          `${login}.`
      : `${login} does not have the rights of ${superadminRole}. Row-Level Security binds the owner ` +
          'of the tables too: an UPDATE in a migration would change no row without an error. As an ' +
          `administrator, run: grant ${superadminRole} to ${quoteName(login)}; and alter role ` +
          `${quoteName(login)} inherit; (from PostgreSQL 16 on: grant ... with inherit true)`,
  );
}

function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
