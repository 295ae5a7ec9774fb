import postgres from 'postgres';
import { connectionError } from '../environment/connection-error.ts';
import { OperationError } from '../environment/errors.ts';
import { parseTarget, type Target } from '../environment/target.ts';
import { seedingError } from './seeding-error.ts';

/** One connection, and where it leads. */
export interface SeedConnection {
  readonly sql: postgres.Sql;
  readonly target: Target;
  /**
   * Runs `work` in a transaction: what `sql` sends meanwhile is committed as a whole or not at all.
   * Not the driver's `begin`: when the connection is lost that writes to the socket that is gone,
   * which throws where nobody can catch it.
   */
  transaction<T>(work: () => Promise<T>): Promise<T>;
}

const connectSeconds = 5;

/**
 * Connects to `url`, hands the connection to `work`, and closes it whatever happens.
 *
 * @throws OperationError `CONFIGURATION` for a malformed url, `CONNECTION_REFUSED`,
 * `CONNECTION_LOST`, `PRIVILEGE_MISSING`, `MIGRATIONS_MISSING`.
 */
export async function withConnection<T>(
  url: string,
  work: (connection: SeedConnection) => Promise<T>,
): Promise<T> {
  const target = parseTarget(url);
  if (target === undefined) {
    throw new OperationError('CONFIGURATION', 'The connection string is malformed.');
  }
  const { sql, transaction } = connect(url);
  try {
    await sql.unsafe('select 1').catch((error: unknown) => {
      throw connectionError(error, target, connectSeconds);
    });
    return await work({ sql, target, transaction }).catch((error: unknown) => {
      throw seedingError(error, target);
    });
  } finally {
    await sql.end({ timeout: 1 });
  }
}

function connect(url: string): Pick<SeedConnection, 'sql' | 'transaction'> {
  const state = { lost: false };
  const sql = postgres(url, {
    max: 1,
    idle_timeout: 0,
    max_lifetime: null,
    connect_timeout: connectSeconds,
    fetch_types: false,
    connection: { application_name: 'startkit seed' },
    onnotice: () => undefined,
    onclose: () => {
      state.lost = true;
      // What is lost stays lost: the driver would connect again, and the rest of a transaction
      // would commit on its own.
      sql.end({ timeout: 0 }).catch(() => undefined);
    },
  });
  return {
    sql,
    async transaction(work) {
      await sql.unsafe('begin');
      try {
        const result = await work();
        await sql.unsafe('commit');
        return result;
      } catch (error) {
        if (!state.lost) await sql.unsafe('rollback');
        throw error;
      }
    },
  };
}
