import { SessionNotCleanError } from '../errors/client.ts';
import { TenantContextMismatchError } from '../errors/context.ts';
import { TenancyError } from '../errors/base.ts';
import { isDatabaseError, NotAdmittedError } from '../errors/database.ts';
import type { DriverConnection } from './driver.ts';

/**
 * What a failed unit throws. Where the failure says that the session cannot be trusted any more, the
 * connection is destroyed.
 *
 * @param enterStep index of the step that enters the context, when the run had one. Only there do
 *   an unclean session and a user who is not admitted mean that nothing has run: any statement can raise
 *   those SQLSTATEs.
 */
export function unitError(
  error: unknown,
  connection: DriverConnection,
  enterStep?: number,
): unknown {
  const reason = translate(error, enterStep);
  if (reason instanceof TenancyError && distrusting.includes(reason.code)) connection.destroy();
  return reason;
}

// By code, not by class: the driver may be of another copy of this package than the client.
const distrusting: readonly string[] = ['TENANT_CONTEXT_MISMATCH', 'SESSION_NOT_CLEAN'] satisfies (
  | TenantContextMismatchError
  | SessionNotCleanError
)['code'][];

function translate(error: unknown, enterStep: number | undefined): unknown {
  if (!isDatabaseError(error)) return error;
  // Our own SQLSTATEs, raised by the functions in policies/functions.ts.
  if (error.sqlState === 'TN001' && enterStep !== undefined && error.step === enterStep) {
    return new SessionNotCleanError({ cause: error });
  }
  if (error.sqlState === 'TN003' && enterStep !== undefined && error.step === enterStep) {
    const { sqlState: code, message, step, cause } = error;
    return new NotAdmittedError({ code, message, step }, cause);
  }
  if (error.sqlState === 'TN002') {
    return new TenantContextMismatchError('it is no longer in force', { cause: error });
  }
  return error;
}
