import { isDatabaseError } from '../errors/database.ts';
import { acquireAbortable, runAbortable } from './abortable.ts';
import { confirmedResults, verifyCommit, verifyEnd, withConfirmations } from './confirmed.ts';
import type { DriverConnection, Naming, Step, StepResult } from './driver.ts';
import type { ConnectionPool } from './pool.ts';
import {
  begin,
  commit,
  openUnit,
  rollBack,
  startedAtOf,
  type OpeningOptions,
  type UnitIdentity,
} from './steps.ts';
import { unitError } from './unit-error.ts';

/** What a unit runs with. */
export interface UnitOptions extends OpeningOptions {
  readonly pool: ConnectionPool;
  /** Which of its statements have names on the server. */
  readonly namingOn: (connection: DriverConnection) => Naming;
  readonly signal: AbortSignal | undefined;
}

/**
 * Runs statements as one unit: all or nothing, each confirmed.
 *
 * @returns one result a statement.
 * @throws AbortedError, DatabaseError, TenantContextMismatchError, CommitFailedError; as `pool.acquire`.
 */
export async function runUnit(
  statements: readonly Step[],
  identity: UnitIdentity,
  options: UnitOptions,
): Promise<readonly StepResult[]> {
  const { pool, signal, namingOn } = options;
  const connection = await acquireAbortable(pool, signal);
  const naming = namingOn(connection);
  try {
    return await attempt(connection, statements, identity, options, naming);
  } catch (error) {
    if (naming === 'none' || !connection.alive || !isStale(error)) throw error;
    await rollBackOpen(connection);
    return await attempt(connection, statements, identity, options, 'none');
  } finally {
    giveBack(connection, pool);
  }
}

async function attempt(
  connection: DriverConnection,
  statements: readonly Step[],
  identity: UnitIdentity,
  { signal, ...opening }: UnitOptions,
  naming: Naming,
): Promise<readonly StepResult[]> {
  // Only with `begin` can code on the server not commit in the middle, nor can a planted default count.
  const explicit = opening.hardening === 'full' || !connection.atomic;
  const { steps: head, enterStep } = openUnit(identity, opening, explicit ? begin() : undefined);
  const unit = [...head, ...withConfirmations(statements, identity), ...(explicit ? [commit] : [])];
  try {
    const results = await runAbortable(connection, unit, signal, { naming });
    const startedAt = startedAtOf(results[enterStep]);
    const answers = results.slice(head.length);
    const confirmed = confirmedResults(statements.length, answers, identity, startedAt);
    if (explicit) verifyCommit(results.at(-1), connection);
    else verifyEnd(connection);
    return confirmed;
  } catch (error) {
    throw unitError(error, connection, enterStep);
  }
}

/**
 * Whether a statement failed because of its name, before any of it ran: the session does not know the name (26000), or a
 * table has changed since it was given (0A000). What was before it in the unit is rolled back with it.
 */
function isStale(error: unknown): boolean {
  const codes: readonly string[] = ['26000', '0A000'];
  return isDatabaseError(error) && error.started === false && codes.includes(error.sqlState);
}

async function rollBackOpen(connection: DriverConnection): Promise<void> {
  if (connection.alive && connection.status !== 'idle') await connection.run([rollBack]);
}

/** What failed is rolled back while the caller has its error already. */
function giveBack(connection: DriverConnection, pool: ConnectionPool): void {
  const release = () => pool.release(connection);
  if (!connection.alive || connection.status === 'idle') return release();
  // Where that fails, the connection was destroyed: the pool has another one for the next unit.
  connection.run([rollBack]).then(release, release);
}
