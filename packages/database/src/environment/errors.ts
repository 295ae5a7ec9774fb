/** The stable codes of {@link OperationError}. */
export type OperationErrorCode =
  | 'CONFIGURATION'
  | 'CONNECTION_REFUSED'
  | 'CONNECTION_LOST'
  | 'INTERRUPTED'
  | 'SERVER_TOO_OLD'
  | 'MIGRATIONS_INVALID'
  | 'MIGRATIONS_DRIFTED'
  | 'MIGRATIONS_MISSING'
  | 'MIGRATION_FAILED'
  | 'ROLLBACK_MISSING'
  | 'DATA_LOSS'
  | 'LOCK_TIMEOUT'
  | 'PRIVILEGE_MISSING'
  | 'DATABASE_PUSHED'
  | 'RLS_FAILED'
  | 'GENERATE_FAILED'
  | 'PROGRAM_MISSING'
  | 'BACKUP_FAILED'
  | 'BACKUP_INVALID'
  | 'VERIFICATION_FAILED'
  | 'CONFLICTS'
  | 'NOT_FOUND'
  | 'REFUSED'
  | 'LINT_FAILED'
  | 'USAGE';

/**
 * Thrown when an operation on the database cannot be done. Its message says what happened, what was
 * kept and what to do next, and never contains a password.
 */
export class OperationError extends Error {
  override readonly name = 'OperationError';
  readonly code: OperationErrorCode;

  constructor(code: OperationErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** The SQLSTATE (or the driver's code) of an error, or undefined when it has none. */
export function errorCode(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

/** `text` as a sentence: some texts end in a full stop or a question already. */
export function asSentence(text: string): string {
  return /[.?!]$/.test(text) ? text : `${text}.`;
}

/** What an error says, with Postgres's detail and hint when there are any. */
export function errorText(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { detail, hint } = error as { detail?: unknown; hint?: unknown };
  return [error.message || error.name, detail, hint]
    .filter((part): part is string => typeof part === 'string' && part !== '')
    .join(' ');
}
