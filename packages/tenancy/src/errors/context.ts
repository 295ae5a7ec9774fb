import { TenancyError } from './base.ts';

/** Thrown when a statement runs outside `withTenant` and `withUser`. Nothing was sent. */
export class TenantContextMissingError extends TenancyError {
  readonly code = 'TENANT_CONTEXT_MISSING';

  constructor() {
    super(
      'No tenant context: nothing was sent to the database. ' +
        'Run the statement inside withTenant({ organizationId }, fn) or withUser({ userId }, fn).',
    );
  }
}

/** Thrown when the context given to `withTenant` or `withUser` is malformed. `fn` was not called. */
export class TenantContextInvalidError extends TenancyError {
  readonly code = 'TENANT_CONTEXT_INVALID';

  constructor(problems: readonly string[]) {
    super(`Invalid tenant context: ${problems.join('; ')}. Nothing was run.`);
  }
}

/**
 * Thrown when the server did not confirm that a result belongs to the context it was asked for.
 * The result was withheld and the connection destroyed; a unit that wrote was not confirmed.
 */
export class TenantContextMismatchError extends TenancyError {
  readonly code = 'TENANT_CONTEXT_MISMATCH';

  constructor(reason: string, options?: ErrorOptions) {
    super(
      `The server did not confirm the tenant context (${reason}). ` +
        'The result was withheld and the connection destroyed.',
      options,
    );
  }
}

/** Thrown when another context is entered while a transaction is open. The transaction stays open. */
export class TenantContextChangeError extends TenancyError {
  readonly code = 'TENANT_CONTEXT_CHANGE';

  constructor() {
    super(
      'A tenant context cannot change inside a transaction. ' +
        'Enter it before db.transaction(), or finish the transaction first.',
    );
  }
}

/**
 * Thrown when contexts cannot be signed as the database asks for: the secret is malformed or missing, or the
 * database checks none. Nothing was run. The secret is not in the message.
 */
export class ContextSecretError extends TenancyError {
  readonly code = 'CONTEXT_SECRET';

  constructor(
    problem = 'it must be an id, a dot, and 32 bytes in base64url, as pnpm db:provision prints it',
  ) {
    super(`The secret that tenant contexts are signed with (TENANT_CONTEXT_SECRET): ${problem}.`);
  }
}
