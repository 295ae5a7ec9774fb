import { errorCode, OperationError } from '../environment/errors.ts';
import type { Session } from '../environment/session.ts';
import { useTextForm } from './transfer/text-form.ts';
import { dumpedTables } from './whole/table-sums.ts';

const lockNotAvailable = '55P03';

/**
 * Runs `work` on one snapshot, in which nothing changes and nothing can be changed.
 *
 * The tables are locked before the snapshot is taken, against changes of their shape: a table that a migration rewrites
 * afterwards looks empty to an older snapshot. Reading and writing go on.
 *
 * @throws OperationError `LOCK_TIMEOUT` when a migration does not end in time; what `work` throws.
 */
export async function onSnapshot<T>(session: Session, work: () => Promise<T>): Promise<T> {
  const tables = await dumpedTables(session);
  await session.run('begin isolation level repeatable read, read only');
  try {
    await lock(session, tables);
    await useTextForm(session);
    refuseOtherTables(tables, await dumpedTables(session));
    return await work();
  } finally {
    // Nothing was written. A connection that is lost has ended it itself.
    await session.run('rollback').catch(() => undefined);
  }
}

// LOCK takes no snapshot: the first statement behind it does.
async function lock(session: Session, tables: readonly string[]): Promise<void> {
  if (tables.length === 0) return;
  try {
    await session.run(
      `set local lock_timeout = '60s'; lock table ${tables.join(', ')} in access share mode`,
    );
  } catch (cause) {
    if (errorCode(cause) !== lockNotAvailable) throw cause;
    throw new OperationError(
      'LOCK_TIMEOUT',
      'A table stayed locked for 60 s: a migration runs, or something else changes its shape. Nothing was done. Run ' +
        'the command again when it has ended.',
      { cause },
    );
  }
}

function refuseOtherTables(locked: readonly string[], there: readonly string[]): void {
  if (locked.join() === there.join()) return;
  throw new OperationError(
    'BACKUP_FAILED',
    'Tables were made or dropped while this began: a migration runs. Nothing was done. Run the command again when it ' +
      'has ended.',
  );
}
