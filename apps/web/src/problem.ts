import { type CodedError, isCoded } from './coded-error.ts';
import { NotFoundError } from './errors.ts';

/** What a failed request says to whoever made it. */
export interface Problem {
  /** The HTTP status. */
  readonly status: number;
  /** Stable: match on it, not on the message. */
  readonly code: string;
  readonly message: string;
  /** What is wrong with the input, one sentence each. */
  readonly issues?: readonly string[];
}

const statuses: Readonly<Record<string, number>> = {
  INVALID_INPUT: 400,
  UNAUTHENTICATED: 401,
  CROSS_SITE_REQUEST: 403,
  NOT_FOUND: 404,
  UNSUPPORTED_MEDIA_TYPE: 415,
};

const unavailable = new Set([
  'CONNECTION_FAILED',
  'CONNECTION_LOST',
  'POOL_TIMEOUT',
  'CLIENT_CLOSED',
]);

const duplicates: Readonly<Record<string, string>> = {
  projects_name_unique: 'A project with this name exists already.',
};

/**
 * What an error means for whoever made the request. The one place that maps errors.
 *
 * @returns undefined for an error that is nobody's but ours: it says nothing to the outside.
 */
export function tryProblemOf(error: unknown): Problem | undefined {
  if (!isCoded(error)) return undefined;
  const { code, message, issues } = error;
  const status = statuses[code];
  if (status !== undefined) return { status, code, message, ...(issues && { issues }) };
  if (code === 'NOT_ADMITTED') return problemOf(new NotFoundError());
  if (code === 'ROW_SECURITY_VIOLATION') {
    return { status: 403, code, message: `Your role may not change ${tableOf(error)}.` };
  }
  if (code === 'UNIQUE_VIOLATION') {
    const known = duplicates[error.constraint ?? ''];
    return { status: 409, code, message: known ?? 'There is one like this already.' };
  }
  if (code === 'EXCLUSION_VIOLATION') {
    return { status: 409, code, message: 'It overlaps with another one that is there.' };
  }
  if (code === 'CHECK_VIOLATION' || code === 'NOT_NULL_VIOLATION') {
    return { status: 400, code, message: 'The database refused these values.' };
  }
  if (code === 'SERIALIZATION_FAILURE') {
    return { status: 409, code, message: 'Somebody changed the same at the same time. Try again.' };
  }
  if (unavailable.has(code)) {
    return { status: 503, code, message: 'The database cannot be reached. Try again soon.' };
  }
  return undefined;
}

/** The same for every error; what is nobody's but ours becomes a 500 without details. */
export function problemOf(error: unknown): Problem {
  return (
    tryProblemOf(error) ?? {
      status: 500,
      code: 'INTERNAL',
      message: 'Something went wrong on our side. It was logged.',
    }
  );
}

// Postgres names the table in the message only.
function tableOf({ message }: CodedError): string {
  return /for table "(\w+)"/.exec(message)?.[1]?.replaceAll('_', ' ') ?? 'this';
}
