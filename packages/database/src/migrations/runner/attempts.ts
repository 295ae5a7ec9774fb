import { setTimeout as sleep } from 'node:timers/promises';
import { errorCode, errorText, OperationError } from '../../environment/errors.ts';
import type { Session } from '../../environment/session.ts';

export interface AttemptOptions {
  /** Milliseconds a statement waits for a lock before the attempt is given up. Default 3000. */
  readonly lockTimeout?: number;
  /** Attempts until the run fails. Default 6. */
  readonly attempts?: number;
  readonly log?: (line: string) => void;
  /** Aborted by Ctrl-C. */
  readonly signal?: AbortSignal | undefined;
}

const lockNotAvailable = '55P03';
const deadlockDetected = '40P01';

/**
 * Runs `work` in a transaction that gives way: a statement that waits for a lock makes every later
 * query of that table wait behind it, so it waits `lockTimeout` at most, then all of it is rolled
 * back and tried again after 0.5, 1, 2, 4, ... seconds.
 *
 * @throws OperationError `LOCK_TIMEOUT` after the last attempt; otherwise what `work` throws.
 */
export function inTransactionThatGivesWay<T>(
  session: Session,
  options: AttemptOptions,
  work: () => Promise<T>,
): Promise<T> {
  return givingWay(options, () =>
    session.transaction(async () => {
      await freshSettings(session, options);
      return await work();
    }),
  );
}

/** Tries `work` again when a lock that it needs is held: it leaves nothing behind when it fails, or can be repeated. */
export async function givingWay<T>(options: AttemptOptions, work: () => Promise<T>): Promise<T> {
  const attempts = options.attempts ?? 6;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (!isLockConflict(error)) throw error;
      if (attempt >= attempts) throw stillLocked(attempts, error);
      const pause = 500 * 2 ** (attempt - 1);
      options.log?.(
        `A lock is held by another session: rolled back, trying again in ${pause / 1000} s ` +
          `(attempt ${attempt + 1} of ${attempts}).`,
      );
      await pauseFor(pause, options.signal);
    }
  }
}

/** Waits, but not after Ctrl-C: the next statement says that it was interrupted. */
export async function pauseFor(milliseconds: number, signal?: AbortSignal): Promise<void> {
  await sleep(milliseconds, undefined, { signal }).catch(() => undefined);
}

/** Takes back every setting that SQL may have left in the session, inside a transaction. */
export async function freshSettings(session: Session, options: AttemptOptions): Promise<void> {
  await session.run(`reset role; reset all; ${patience(options)}`);
}

/**
 * How long the statements of a transaction wait, and run. A timeout that is stored on the login or the database must
 * not cut a long migration short; of a client that was killed the server learns while a statement still runs, and
 * rolls it back, where the platform can tell.
 */
export function patience({ lockTimeout }: AttemptOptions): string {
  return `
    set local lock_timeout = ${Math.trunc(lockTimeout ?? 3000)};
    set local statement_timeout = 0;
    set local idle_in_transaction_session_timeout = 0;
    ${noticeDeadClient}`;
}

/** Until `reset all`. */
export const noticeDeadClient = `
    do $$ begin
      perform pg_catalog.set_config('client_connection_check_interval', '2s', false);
    exception when others then null; end $$`;

function isLockConflict(error: unknown): boolean {
  const code = error instanceof OperationError ? errorCode(error.cause) : errorCode(error);
  return code === lockNotAvailable || code === deadlockDetected;
}

function stillLocked(attempts: number, error: unknown): OperationError {
  return new OperationError(
    'LOCK_TIMEOUT',
    `Gave up after ${attempts} attempts, because another session holds a lock that is needed ` +
      `(${errorText(error instanceof OperationError ? error.cause : error)}). What was begun was rolled back. Find who holds it ` +
      '(pg_stat_activity, pg_blocking_pids), wait for it to end, and run the command again.',
    { cause: error },
  );
}
