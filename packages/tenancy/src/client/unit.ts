import { isDatabaseError } from '../errors/database.ts';
import { acquireAbortable, runAbortable } from './abortable.ts';
import { confirmedResults, verifyCommit, withConfirmations } from './confirmed.ts';
import type { DriverConnection, Step, StepResult } from './driver.ts';
import type { ConnectionPool } from './pool.ts';
import {
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
  /** Whether its statements may have names on the server. */
  readonly named: boolean;
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
  const { pool, signal } = options;
  const connection = await acquireAbortable(pool, signal);
  try {
    return await attempt(connection, statements, identity, options);
  } catch (error) {
    if (!options.named || !isStale(error, connection)) throw error;
    await connection.run([rollBack]);
    return await attempt(connection, statements, identity, { ...options, named: false });
  } finally {
    giveBack(connection, pool).catch(() => {
      // It was destroyed: the pool has another one for the next unit.
    });
  }
}

async function attempt(
  connection: DriverConnection,
  statements: readonly Step[],
  identity: UnitIdentity,
  { signal, named, ...opening }: UnitOptions,
): Promise<readonly StepResult[]> {
  const { steps: head, enterStep } = openUnit(identity, opening);
  const unit = [...head, ...withConfirmations(statements, identity), commit];
  try {
    const results = await runAbortable(connection, unit, signal, { named });
    const startedAt = startedAtOf(results[enterStep]);
    const answers = results.slice(head.length);
    const confirmed = confirmedResults(statements.length, answers, identity, startedAt);
    verifyCommit(results.at(-1), connection);
    return confirmed;
  } catch (error) {
    throw unitError(error, connection, enterStep);
  }
}

/**
 * Whether a unit failed because of its statements' names, and stands rolled back but for the ROLLBACK: the name is not
 * known in this session (26000), or a table has changed since it was given (0A000). Any other cause of these fails again,
 * without names.
 */
function isStale(error: unknown, { alive, status }: DriverConnection): boolean {
  const codes: readonly string[] = ['26000', '0A000'];
  return alive && status === 'failed' && isDatabaseError(error) && codes.includes(error.sqlState);
}

/** What failed is rolled back while the caller has its error already. */
async function giveBack(connection: DriverConnection, pool: ConnectionPool): Promise<void> {
  try {
    if (connection.alive && connection.status !== 'idle') await connection.run([rollBack]);
  } finally {
    pool.release(connection);
  }
}
