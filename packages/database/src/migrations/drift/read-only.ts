import { errorCode, errorText, OperationError } from '../../environment/errors.ts';
import type { Session } from '../../environment/session.ts';

const lockNotAvailable = '55P03';

/**
 * Runs `work` in a transaction that can change nothing and gives way: printing a default or a view locks the table
 * against DROP and ALTER, so it waits for neither long.
 *
 * @throws OperationError `LOCK_TIMEOUT` when somebody holds a table exclusively; otherwise what `work` throws.
 */
export async function inReadOnlyTransaction<T>(
  session: Session,
  work: () => Promise<T>,
): Promise<T> {
  await session.run(
    `begin transaction isolation level repeatable read read only;
     set local lock_timeout = '3s'; set local statement_timeout = 0`,
  );
  try {
    return await work();
  } catch (cause) {
    if (errorCode(cause) !== lockNotAvailable) throw cause;
    throw new OperationError(
      'LOCK_TIMEOUT',
      `Another session holds a table exclusively (${errorText(cause)}), so the schema could not be read. Nothing ` +
        'was changed. A migration may be running: wait for it to end, and run the command again.',
      { cause },
    );
  } finally {
    await session.run('rollback').catch(() => undefined);
  }
}
