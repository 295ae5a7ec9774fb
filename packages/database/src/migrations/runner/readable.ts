import { errorCode, errorText, OperationError } from '../../environment/errors.ts';
import type { Session } from '../../environment/session.ts';

const insufficientPrivilege = '42501';

/**
 * Runs `work`, which only looks at the database, and says it when the login may not even do that.
 *
 * @throws OperationError `PRIVILEGE_MISSING`; otherwise what `work` throws.
 */
export async function explainUnreadable<T>(session: Session, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (errorCode(cause) !== insufficientPrivilege) throw cause;
    throw new OperationError(
      'PRIVILEGE_MISSING',
      `${session.target.login} may not read what says which migrations and policies are in force ` +
        `(${errorText(cause)}). Nothing was changed. Set MIGRATION_DATABASE_URL to the connection string ` +
        'of the login that ran the migrations.',
      { cause },
    );
  }
}
