/** The part of the errors' classes that is read here. */
export interface CodedError extends Error {
  readonly code: string;
  readonly constraint?: string | undefined;
  readonly issues?: readonly string[];
}

/** Errors are known by their code and not their class, because a bundler may load a class twice. */
export function isCoded(error: unknown): error is CodedError {
  return error instanceof Error && 'code' in error && typeof error.code === 'string';
}
