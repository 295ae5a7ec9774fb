/** What went wrong, as a stable word a program can switch on. */
export type LocalPostgresErrorCode =
  | 'BINARIES_UNUSABLE'
  | 'CREDENTIALS_UNUSABLE'
  | 'DIRECTORY_UNUSABLE'
  | 'DATA_FOREIGN'
  | 'DATA_OTHER_VERSION'
  | 'INIT_FAILED'
  | 'LOCKED'
  | 'LOGIN_UNKNOWN'
  | 'NO_SERVER_USER'
  | 'START_FAILED'
  | 'STOP_FAILED';

/** Thrown by everything in this package. The message says what happened, what was kept and what to do next. */
export class LocalPostgresError extends Error {
  override readonly name = 'LocalPostgresError';
  readonly code: LocalPostgresErrorCode;

  constructor(code: LocalPostgresErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** The system's word for an error (`EACCES`, `ENOENT`, a SQLSTATE), or undefined. */
export function systemCode(error: unknown): string | undefined {
  const code = error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined;
  return typeof code === 'string' ? code : undefined;
}

/** The last lines of a text, indented to stand inside an error message. */
export function lastLines(text: string, count = 15): string {
  const lines = text.trimEnd().split('\n').slice(-count);
  return lines.map((line) => `  | ${line}`).join('\n');
}
