import { OperationError } from '../../environment/errors.ts';
import type { Session } from '../../environment/session.ts';
import { pauseFor } from './attempts.ts';

// Any two numbers will do, as long as they stay the same for good.
const lock = [0x5354_4152, 0x544b_4954] as const;

export interface LockOptions {
  readonly log?: (line: string) => void;
  /** Seconds to wait for another run. Default 900. */
  readonly waitSeconds?: number;
  /** Aborted by Ctrl-C. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Runs `work` while no other migration of this database runs. A second run waits and says so.
 *
 * @throws OperationError `LOCK_TIMEOUT` when the other run does not end in time.
 */
export async function withMigrationLock<T>(
  session: Session,
  options: LockOptions,
  work: () => Promise<T>,
): Promise<T> {
  await acquire(session, options);
  try {
    return await work();
  } finally {
    // A lost connection has lost its lock as well: the first error is the one that matters.
    await session.rows('select pg_advisory_unlock($1, $2)', lock).catch(() => undefined);
  }
}

// Asked again and again, not waited for in the server: a waiting statement holds a snapshot, and
// CREATE INDEX CONCURRENTLY of the run that holds the lock would wait for it in turn.
async function acquire(session: Session, options: LockOptions): Promise<void> {
  const seconds = options.waitSeconds ?? 900;
  const end = Date.now() + seconds * 1000;
  let said = false;
  while (!(await tryAcquire(session))) {
    if (Date.now() > end) {
      throw new OperationError(
        'LOCK_TIMEOUT',
        `Another migration of this database still runs after ${seconds} s. Nothing was changed by ` +
          'this one. Look for application_name startkit-migrate in pg_stat_activity.',
      );
    }
    if (!said) options.log?.('Another migration of this database runs: waiting for it to end.');
    said = true;
    await pauseFor(200, options.signal);
  }
}

async function tryAcquire(session: Session): Promise<boolean> {
  const rows = await session.rows<{ acquired: boolean }>(
    'select pg_try_advisory_lock($1, $2) as acquired',
    lock,
  );
  return rows[0]?.acquired === true;
}
