import { errorCode, errorText, OperationError } from '../environment/errors.ts';
import { describeTarget, type Target } from '../environment/target.ts';

const lost = new Set([
  'CONNECTION_CLOSED',
  'CONNECTION_DESTROYED',
  'CONNECTION_ENDED',
  'ECONNRESET',
  'EPIPE',
  '57P01',
]);

/** Says what went wrong while seeding, what was kept and what to do; an error it does not know stays as it is. */
export function seedingError(error: unknown, target: Target): unknown {
  if (error instanceof OperationError) return error;
  const cause = causeOf(error);
  const code = errorCode(cause);
  const where = describeTarget(target);
  if (code !== undefined && lost.has(code)) {
    return new OperationError(
      'CONNECTION_LOST',
      `The connection to ${where} was lost. The open transaction was rolled back; what was ` +
        'committed before it is kept. Seed again: it continues with what is missing.',
      { cause },
    );
  }
  if (code === '42P01' || code === '3F000') {
    return new OperationError(
      'MIGRATIONS_MISSING',
      `The database at ${where} is not migrated: ${errorText(cause)}. Nothing was seeded. Run ` +
        'pnpm db:migrate, then seed again.',
      { cause },
    );
  }
  if (code === '42501') {
    return new OperationError(
      'PRIVILEGE_MISSING',
      `The login may not write seed data at ${where}: ${errorText(cause)}. The open transaction ` +
        'was rolled back. Seeding works with the rights of startkit_superadmin: is this login a ' +
        'member of it, with INHERIT, and is the RLS script applied (pnpm db:apply-rls)?',
      { cause },
    );
  }
  return error;
}

// Drizzle's own error carries the whole query and its parameters; the server's is its cause.
function causeOf(error: unknown): unknown {
  return error instanceof Error && errorCode(error) === undefined && error.cause
    ? error.cause
    : error;
}
