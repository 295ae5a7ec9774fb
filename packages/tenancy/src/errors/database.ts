import { TenancyError } from './base.ts';

/** What a driver reports of a server's ErrorResponse; node-postgres, postgres.js and PGlite differ in names. */
export interface ServerErrorFields {
  readonly code: string;
  readonly message: string;
  readonly table?: string | undefined;
  readonly constraint?: string | undefined;
  readonly column?: string | undefined;
  readonly detail?: string | undefined;
  /** Index of the step that failed, among those of its run. */
  readonly step?: number | undefined;
  /** False when it is known that nothing of that step had run. */
  readonly started?: boolean | undefined;
}

/** Thrown when the server refuses a statement; subclasses name the common reasons. */
export class DatabaseError extends TenancyError {
  readonly code: string = 'DATABASE_ERROR';
  /** The SQLSTATE, five characters. */
  readonly sqlState: string;
  readonly table: string | undefined;
  readonly constraint: string | undefined;
  /** SQL names of the columns the server named; empty when it named none. */
  readonly columns: readonly string[];
  /** @internal Index of the step that failed, among those of its run. */
  readonly step: number | undefined;
  /** @internal False when it is known that nothing of that step had run. */
  readonly started: boolean | undefined;

  constructor(fields: ServerErrorFields, cause: unknown) {
    super(fields.message, { cause });
    this.sqlState = fields.code;
    this.table = fields.table;
    this.constraint = fields.constraint;
    this.columns = columnsOf(fields);
    this.step = fields.step;
    this.started = fields.started;
  }
}

/** Whether it is one, of any copy of this package: drivers and clients may come from two. */
export function isDatabaseError(error: unknown): error is DatabaseError {
  return error instanceof TenancyError && 'sqlState' in error;
}

/** Thrown when a row with the same key exists already (SQLSTATE 23505). */
export class UniqueViolationError extends DatabaseError {
  override readonly code = 'UNIQUE_VIOLATION';
}

/** Thrown when a referenced row is missing in this tenant, or a row is still referenced (23503). */
export class ForeignKeyViolationError extends DatabaseError {
  override readonly code = 'FOREIGN_KEY_VIOLATION';
}

/** Thrown when a check constraint refuses a row (23514). */
export class CheckViolationError extends DatabaseError {
  override readonly code = 'CHECK_VIOLATION';
}

/** Thrown when a row excludes another that is there, as days that overlap do (23P01). */
export class ExclusionViolationError extends DatabaseError {
  override readonly code = 'EXCLUSION_VIOLATION';
}

/** Thrown when a required column is null (23502). */
export class NotNullViolationError extends DatabaseError {
  override readonly code = 'NOT_NULL_VIOLATION';
}

/** Thrown when a policy refuses a write: another tenant's row, or a member who may not write (42501). */
export class RowSecurityError extends DatabaseError {
  override readonly code = 'ROW_SECURITY_VIOLATION';
}

/** Thrown when the role lacks a grant: a table or command that is not the tenant's (42501). */
export class PermissionDeniedError extends DatabaseError {
  override readonly code = 'PERMISSION_DENIED';
}

/**
 * Thrown when the context's user may not work in this organization, or at all: no active member, or one that
 * is suspended (TN003, raised by the `admission` function of the compiled RLS). No statement of theirs ran.
 */
export class NotAdmittedError extends DatabaseError {
  override readonly code = 'NOT_ADMITTED';
}

/**
 * Thrown when the server does not accept the context's signature (TN004): the secret is not one of this
 * database's keys, the clocks differ by minutes, or SQL tried to make itself another context. The statement did not run.
 */
export class ContextSignatureError extends DatabaseError {
  override readonly code = 'CONTEXT_SIGNATURE';
}

/** Thrown when the server stopped a statement: it ran longer than its timeout, or an administrator did (57014). */
export class QueryCanceledError extends DatabaseError {
  override readonly code = 'QUERY_CANCELED';
}

/** Thrown when a lock was not to be had in time (55P03). */
export class LockTimeoutError extends DatabaseError {
  override readonly code = 'LOCK_TIMEOUT';
}

/** Thrown when concurrent transactions conflict: run it again (40001, 40P01). */
export class SerializationError extends DatabaseError {
  override readonly code = 'SERIALIZATION_FAILURE';
}

const classes: Readonly<Record<string, typeof DatabaseError>> = {
  '23505': UniqueViolationError,
  '23503': ForeignKeyViolationError,
  '23514': CheckViolationError,
  '23P01': ExclusionViolationError,
  '23502': NotNullViolationError,
  '57014': QueryCanceledError,
  '55P03': LockTimeoutError,
  '40001': SerializationError,
  '40P01': SerializationError,
  TN004: ContextSignatureError,
};

/** The named error for what the server reported; `cause` is the driver's own error. */
export function databaseError(fields: ServerErrorFields, cause: unknown): DatabaseError {
  if (fields.code === '42501') {
    return /row-level security/.test(fields.message)
      ? new RowSecurityError(fields, cause)
      : new PermissionDeniedError(fields, cause);
  }
  return new (classes[fields.code] ?? DatabaseError)(fields, cause);
}

/** Column names from `column`, or from the key list in `detail`: "Key (a, b)=(...)". Never its values. */
function columnsOf({ column, detail }: ServerErrorFields): readonly string[] {
  if (column !== undefined) return [column];
  const keys = /^Key \(([^)]*)\)=/.exec(detail ?? '')?.[1];
  return keys === undefined ? [] : keys.split(', ').map((key) => key.replaceAll('"', ''));
}
