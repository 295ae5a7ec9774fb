import { OperationError } from '../../environment/errors.ts';
import type { Session } from '../../environment/session.ts';
import { functions } from './exposures/functions.ts';
import { parties } from './exposures/parties.ts';
import { relations } from './exposures/relations.ts';
import { roles } from './exposures/roles.ts';

/** What the RLS SQL takes under its care: everything else is for tenants to leave alone. */
export interface Declarations {
  /** Names of the tables whose policies and grants it sets, as SQL writes them. */
  readonly tables: readonly string[];
  /** Signatures of the functions it gives to startkit_definer, "app.member_can(text)". */
  readonly definerFunctions: readonly string[];
}

/*
 * What tenants reach around the policies: through a table that no policy binds, or only one that was not
 * compiled, a view with its owner's rights, a stored copy, a function with its owner's rights, a rule, a role.
 */
const query = `
  with recursive ${[parties, relations, functions, roles].map((part) => part.trim()).join(', ')}
  select exposure
    from (select exposure from relation_exposures
          union all select exposure from function_exposures
          union all select exposure from role_exposures) all_exposures
   order by exposure collate "C"`;

/** What tenants reach in this database around what is declared, one sentence each. Locks no table. */
export async function findExposures(
  session: Session,
  { tables, definerFunctions }: Declarations,
): Promise<readonly string[]> {
  const parameters = [tables.join('\n'), definerFunctions.join('\n')];
  const rows = await session.rows<{ exposure: string }>(query, parameters);
  return rows.map(({ exposure }) => exposure);
}

/**
 * Refuses a database with exposures. To be called in the transaction that may have made them, before its end:
 * what is refused was never live.
 *
 * @throws OperationError `RLS_FAILED`, with all of them; the transaction is to be rolled back.
 */
export async function refuseExposures(session: Session, declared: Declarations): Promise<void> {
  const exposures = await findExposures(session, declared);
  if (exposures.length === 0) return;
  throw new OperationError(
    'RLS_FAILED',
    `Tenants would reach what no policy binds:\n${asList(exposures)}\n` +
      `This transaction was rolled back; what was in force before still is. ${whatToDo} Then run the ` +
      'command again.',
  );
}

/**
 * What a migration that ran outside a transaction exposes: nothing rolls it back. Undefined when there is nothing.
 *
 * @returns OperationError `RLS_FAILED`, with all of them.
 */
export async function liveExposures(
  session: Session,
  declared: Declarations,
  migration: string,
): Promise<OperationError | undefined> {
  const exposures = await findExposures(session, declared);
  if (exposures.length === 0) return undefined;
  return new OperationError(
    'RLS_FAILED',
    `Tenants reach what no policy binds, and it IS LIVE:\n${asList(exposures)}\n` +
      `Migration ${migration} ran outside a transaction, so it was not rolled back. Close it now: if the RLS ` +
      `SQL declares the table, run db:migrate again, which applies it. Otherwise: ${whatToDo} Then run ` +
      'db:migrate again. Make tables, views, functions and grants in a migration with a transaction: there this is ' +
      'found before the commit.',
  );
}

const whatToDo =
  'Declare a table in the schema, or revoke what PUBLIC and the tenant roles have on it (default privileges ' +
  'give it to new objects: \\ddp in psql). Give a view security_invoker; revoke EXECUTE on a function and on ' +
  'the aggregates over it, or make it one of the lookup functions; drop one that is no longer declared; let a ' +
  'trigger’s function run as whoever writes; drop a rule or an inheritance; revoke a membership.';

function asList(exposures: readonly string[]): string {
  return exposures.map((text) => `  ${text}`).join('\n');
}
