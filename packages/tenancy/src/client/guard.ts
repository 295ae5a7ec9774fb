import { ContextSecretError } from '../errors/context.ts';
import { ConnectionLostError, MigrationsMissingError, RoleGuardError } from '../errors/client.ts';
import { idTypesOf, type IdTypes } from '../context/id-types.ts';
import type { DriverConnection, Step, StepResult } from './driver.ts';

/*
 * What the *session* user is and can become, what is stored for it, and whether the database has what
 * the client calls. One round trip on each new connection.
 */
const guardStep: Step = {
  rowMode: 'array',
  text: `
select session_user::text, pg_catalog.pg_backend_pid()::text,
  (select count(*)::text from pg_catalog.pg_proc p
    join pg_catalog.pg_namespace n on n.oid = p.pronamespace
    where n.nspname = 'app' and p.proname in ('context', 'enter_context', 'enter_context_only', 'confirm_context', 'show_deleted')),
  (select p.prosecdef::text from pg_catalog.pg_proc p
    join pg_catalog.pg_namespace n on n.oid = p.pronamespace
    where n.nspname = 'app' and p.proname = 'context'),
  (select string_agg(p.prorettype::pg_catalog.regtype::text, ',' order by p.proname) from pg_catalog.pg_proc p
    join pg_catalog.pg_namespace n on n.oid = p.pronamespace
    where n.nspname = 'app' and p.proname in ('current_org_id', 'current_user_id') and p.pronargs = 0),
  (select string_agg(problem, '|' order by problem) from (
    select format('it is, or can become, "%s"%s', r.rolname, case
        when r.rolsuper then ', a superuser'
        when r.rolbypassrls then ', which bypasses row security'
        when r.rolreplication then ', which replicates'
        when r.rolcreaterole then ', which creates roles'
        else '' end) as problem
      from pg_catalog.pg_roles r
      where pg_catalog.pg_has_role(session_user, r.oid, 'MEMBER')
        and (r.rolsuper or r.rolbypassrls or r.rolreplication or r.rolcreaterole
          or r.rolname <> all(pg_catalog.string_to_array($1, ',') || session_user::pg_catalog.text))
    union all
    select format('it owns, or can become the owner of, the table %s', c.oid::pg_catalog.regclass)
      from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p') and n.nspname not like 'pg\\_%' and n.nspname <> 'information_schema'
        and pg_catalog.pg_has_role(session_user, c.relowner, 'MEMBER')
    union all
    select format('it owns, or can become the owner of, the function %s', p.oid::pg_catalog.regprocedure)
      from pg_catalog.pg_proc p join pg_catalog.pg_namespace n on n.oid = p.pronamespace
      where n.nspname = 'app' and pg_catalog.pg_has_role(session_user, p.proowner, 'MEMBER')
    union all
    select format('it owns the database %I', d.datname) from pg_catalog.pg_database d
      where d.datname = pg_catalog.current_database()
        and pg_catalog.pg_has_role(session_user, d.datdba, 'MEMBER')
    union all
    select format('it may create objects in the schema %I', n.nspname) from pg_catalog.pg_namespace n
      where n.nspname not like 'pg\\_temp%' and n.nspname not like 'pg\\_toast%'
        and pg_catalog.has_schema_privilege(session_user, n.oid, 'CREATE')
    union all
    select 'it may create schemas in the database'
      where pg_catalog.has_database_privilege(session_user, pg_catalog.current_database(), 'CREATE')
    union all
    select 'it may create temporary tables (revoke temporary on database ... from public)'
      where pg_catalog.has_database_privilege(session_user, pg_catalog.current_database(), 'TEMP')
    union all
    select format('settings are stored for it (alter role ... set): %s', pg_catalog.array_to_string(s.setconfig, ', '))
      from pg_catalog.pg_db_role_setting s
      where s.setrole = (select r.oid from pg_catalog.pg_roles r where r.rolname = session_user)
    union all
    select 'prepared transactions are on (max_prepared_transactions)'
      where pg_catalog.current_setting('max_prepared_transactions') <> '0'
  ) problems)`,
};

export interface GuardOptions {
  /** The roles the login may be a member of. Every other membership widens what policies let it see. */
  readonly roles: readonly string[];
  /** Whether the client signs its contexts; the database must check them, or not, to match. */
  readonly signed: boolean;
  /** What the client's ids are; the database must be compiled for the same. */
  readonly idTypes: IdTypes;
  /** A role that units assume: the login's own rights are then not judged. */
  readonly assumeRole?: string | undefined;
}

/**
 * Refuses a connection whose login Row-Level Security does not bind.
 *
 * @returns the server's process.
 * @throws RoleGuardError, MigrationsMissingError, ContextSecretError.
 */
export async function guardRole(
  connection: DriverConnection,
  { roles, signed, idTypes, assumeRole }: GuardOptions,
): Promise<{ readonly processId: number }> {
  const step = { ...guardStep, parameters: [roles.join(',')] };
  const [result] = await connection.run([step]);
  const [login, processId, functions, checksSignatures, compiledFor, problems] = row(result);
  if (functions !== '5' || compiledFor === null) throw new MigrationsMissingError();
  if (problems !== null && assumeRole === undefined) {
    throw new RoleGuardError(login, problems.split('|'), roles);
  }
  refuseOtherTypes(compiledFor, idTypes);
  if (signed === (checksSignatures === 'true')) return { processId: Number(processId) };
  throw new ContextSecretError(
    signed
      ? 'it is set, but the database checks no signature'
      : 'the database asks for it, and none is set',
  );
}

/** A text that is canonical for the client and not for the database would be another tenant there: '01' is 1. */
function refuseOtherTypes(compiledFor: string, idTypes: IdTypes): void {
  const { tenantKeyType, userIdType } = idTypesOf(idTypes);
  const wanted = `${tenantKeyType},${userIdType}`;
  if (compiledFor === wanted) return;
  throw new MigrationsMissingError(
    `was compiled for the types ${compiledFor} (tenantKeyType, userIdType), and this client works with ${wanted}: ` +
      'give both the same',
  );
}

type Row = [
  login: string,
  pid: string,
  functions: string,
  signed: string,
  compiledFor: string | null,
  problems: string | null,
];

function row(result: StepResult | undefined): Row {
  if (!Array.isArray(result?.rows[0])) throw new ConnectionLostError();
  return result.rows[0] as Row;
}
