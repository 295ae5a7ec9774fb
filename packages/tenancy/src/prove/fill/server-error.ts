/** What the server answered instead of doing it. */
export interface ServerError {
  /** SQLSTATE. */
  readonly code: string;
  readonly message: string;
}

/**
 * @throws `error` itself, when it is not the server's answer to one statement: a bug, or a connection that is gone.
 */
export function serverError(error: unknown): ServerError {
  const { code, message } = error as { code?: unknown; message?: unknown };
  const isAnswer = typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code);
  // Classes of connections (08), of a server that goes (57P) and of a transaction that had failed before (25P).
  if (!isAnswer || /^(?:08|57P|25P)/.test(code)) throw error;
  return { code, message: String(message) };
}

export function describeError({ code, message }: ServerError): string {
  return `${code}: ${message}`;
}
