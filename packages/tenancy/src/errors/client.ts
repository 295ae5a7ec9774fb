import { TenancyError } from './base.ts';

/** Thrown when a transaction, or a handle of it, is used after it ended or lost its connection. */
export class TransactionEndedError extends TenancyError {
  readonly code = 'TRANSACTION_ENDED';

  constructor(how: string, options?: ErrorOptions) {
    super(
      `The transaction has ended (${how}); this statement was not sent. ` +
        'Is an `await` missing inside the transaction?',
      options,
    );
  }
}

/**
 * Thrown when a statement or nested transaction is sent while another nested transaction is open beside it.
 * Nothing was sent. On one connection they would share its fate: rolled back, or kept, with it.
 */
export class NestedTransactionError extends TenancyError {
  readonly code = 'NESTED_TRANSACTION';

  /** @param outcome what became of what was asked for. */
  constructor(outcome = 'nothing was sent') {
    super(
      `Another nested transaction is open in this transaction; ${outcome}. Run nested ` +
        'transactions one after the other, and nothing of the outer one beside them (Promise.all).',
    );
  }
}

/** Thrown when COMMIT did not commit: the server rolled the transaction back. */
export class CommitFailedError extends TenancyError {
  readonly code = 'COMMIT_FAILED';

  constructor(reason: string, options?: ErrorOptions) {
    super(`The transaction was not committed: ${reason}. Its changes were rolled back.`, options);
  }
}

/** Problems that a message names; the owner of a real schema has hundreds. */
const shown = 5;

/** Thrown when a connection is a login that Row-Level Security does not bind. It was closed. */
export class RoleGuardError extends TenancyError {
  readonly code = 'ROLE_GUARD';

  /** @param roles those that the login may be a member of. */
  constructor(login: string, problems: readonly string[], roles: readonly string[]) {
    const more = problems.length > shown ? ` (and ${problems.length - shown} more)` : '';
    super(
      `Refused to work as "${login}": ${problems.slice(0, shown).join('; ')}${more}. ` +
        `Connect as a login that is a member of ${roles.join(' and ')}, and of no other role; ` +
        'in the kit, pnpm db:provision makes them.',
    );
  }
}

/** Thrown when the database lacks what the client needs. Nothing was changed. */
export class MigrationsMissingError extends TenancyError {
  readonly code = 'MIGRATIONS_MISSING';

  /** @param problem what is wrong with the database, and what to do. */
  constructor(
    problem = 'lacks the tenancy functions (schema "app"): run pnpm db:migrate && pnpm db:apply-rls against it first',
  ) {
    super(`The database ${problem}.`);
  }
}

/** Thrown when the server cannot be reached or refuses the login. Nothing was sent. */
export class ConnectionError extends TenancyError {
  readonly code = 'CONNECTION_FAILED';
}

/** Thrown when a connection is lost while a unit is on the wire: it may or may not have run. */
export class ConnectionLostError extends TenancyError {
  readonly code = 'CONNECTION_LOST';

  constructor(options?: ErrorOptions) {
    super(
      'The connection was lost before the server answered. What was being sent, a statement or a commit, ' +
        'may or may not have taken effect; a transaction whose commit was not sent was rolled back.',
      options,
    );
  }
}

/** Thrown when no connection became free in time. Nothing was sent. */
export class PoolTimeoutError extends TenancyError {
  readonly code = 'POOL_TIMEOUT';

  constructor(milliseconds: number, max: number) {
    super(
      `No database connection became free within ${milliseconds} ms (all ${max} in use). Nothing was sent.`,
    );
  }
}

/** Thrown when a client is used after `close()`. */
export class ClientClosedError extends TenancyError {
  readonly code = 'CLIENT_CLOSED';

  constructor() {
    super('The database client is closed. Nothing was sent.');
  }
}

/** Thrown when a statement cannot be sent as it is. Nothing was sent. */
export class StatementError extends TenancyError {
  readonly code = 'STATEMENT_INVALID';
}

/**
 * Thrown when the bytes of a COPY could not be kept until they were confirmed: the temporary directory is full or
 * cannot be written. They were withheld and the connection destroyed.
 */
export class SpoolError extends TenancyError {
  readonly code = 'SPOOL_FAILED';

  constructor(options?: ErrorOptions) {
    super(
      'The bytes of a COPY could not be kept in the temporary directory (TMPDIR) until they were confirmed: is it ' +
        'full? None were handed over; whether a COPY that writes took effect is not known.',
      options,
    );
  }
}

/**
 * Thrown when a connection was found with what cannot be cleaned away: temporary tables. Nothing was run and
 * the connection was destroyed.
 */
export class SessionNotCleanError extends TenancyError {
  readonly code = 'SESSION_NOT_CLEAN';

  constructor(options?: ErrorOptions) {
    super(
      'The session was not clean: an earlier statement left something behind. ' +
        'Nothing was run, the connection was destroyed: try again.',
      options,
    );
  }
}

/**
 * Thrown when the AbortSignal given to `withTenant` was aborted. A statement that was on its way was cancelled
 * and its connection destroyed; whether it took effect is not known.
 */
export class AbortedError extends TenancyError {
  readonly code = 'ABORTED';

  /** @param reason the signal's. */
  constructor(reason: unknown) {
    super(
      'The work for this tenant was aborted. A statement that was on its way may have taken effect.',
      { cause: reason },
    );
  }
}

/** Thrown when a timeout is not a whole number of milliseconds from 1 on. Nothing was run. */
export class TimeoutsInvalidError extends TenancyError {
  readonly code = 'TIMEOUTS_INVALID';

  constructor(name: string, value: unknown) {
    super(
      `The timeout ${JSON.stringify(name)} is ${String(value)}: statement, lock and idleInTransaction are whole ` +
        'numbers of milliseconds, 1 to 2147483647. Leave one out to have none. Nothing was run.',
    );
  }
}
