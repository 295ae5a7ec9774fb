import { OperationError } from '../errors.ts';
import type { Session } from '../session.ts';

/**
 * Whether a login role exists.
 *
 * @throws OperationError `REFUSED` when it does, but is more than a login of the application may be.
 */
export async function loginExists(session: Session, login: string): Promise<boolean> {
  const rows = await session.rows<{ privileges: string }>(
    `select concat_ws(',', case when rolsuper then 'SUPERUSER' end,
                           case when rolbypassrls then 'BYPASSRLS' end,
                           case when rolcreaterole then 'CREATEROLE' end,
                           case when rolcreatedb then 'CREATEDB' end,
                           case when rolreplication then 'REPLICATION' end,
                           case when not rolinherit then 'NOINHERIT' end) as privileges
       from pg_roles where rolname = $1`,
    [login],
  );
  if (rows[0] === undefined) return false;
  const { privileges } = rows[0];
  if (privileges === '') return true;
  throw new OperationError(
    'REFUSED',
    `The login ${login} exists and is ${privileges}, which a login of the application must not be. ` +
      'Nothing was changed. Drop it, or alter it as an administrator, and run db:provision again.',
  );
}

/** @throws OperationError `PRIVILEGE_MISSING` when a role that the migrations make is not there. */
export async function checkRole(session: Session, role: string): Promise<void> {
  const rows = await session.rows('select from pg_roles where rolname = $1', [role]);
  if (rows.length > 0) return;
  throw new OperationError(
    'PRIVILEGE_MISSING',
    `The role ${role} does not exist: the first migration makes it. Nothing was changed. Run ` +
      'db:migrate first.',
  );
}

/** What the logins can do in this database that they must not, or cannot and must: as sentences. */
export async function checkDatabase(
  session: Session,
  logins: readonly string[],
): Promise<readonly string[]> {
  const rows = await session.rows<{ login: string; temporary: boolean; connect: boolean }>(
    `select rolname as login,
            has_database_privilege(rolname, current_database(), 'TEMP') as temporary,
            has_database_privilege(rolname, current_database(), 'CONNECT') as connect
       from pg_roles where rolname = any (string_to_array($1, ','))`,
    [logins.join(',')],
  );
  return rows.flatMap(({ login, temporary, connect }) => [
    ...(temporary ? [mayNot(session, login)] : []),
    ...(connect ? [] : [`${login} may not connect to ${session.target.database}.`]),
  ]);
}

function mayNot(session: Session, login: string): string {
  return (
    `${login} may still make temporary tables, which is a way around isolation: as the owner of the ` +
    `database, run: revoke temporary on database "${session.target.database}" from public`
  );
}
