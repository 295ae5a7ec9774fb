import { TenantContextMismatchError } from '../errors/context.ts';
import type { Step, StepResult } from './driver.ts';

/*
 * The engine's own statements. Constant text, never named: a named statement could be replaced by
 * SQL that an earlier unit injected (DEALLOCATE, PREPARE). The functions are in policies/functions.ts.
 */

export const resetSession: Step = { text: 'reset all' };

const enterText =
  'select app.enter_context($1::pg_catalog.text, $2::pg_catalog.text, $3::pg_catalog.text)';
const confirmText = 'select app.confirm_context($1::pg_catalog.text, $2::pg_catalog.text)';
const showDeletedText = 'select app.show_deleted($1::pg_catalog.text)';

/** What a transaction is begun as; a unit is always `read committed`, `read write`. */
export interface TransactionCharacteristics {
  readonly isolationLevel?:
    | 'read uncommitted'
    | 'read committed'
    | 'repeatable read'
    | 'serializable'
    | undefined;
  readonly accessMode?: 'read only' | 'read write' | undefined;
  readonly deferrable?: boolean | undefined;
}

/** What `transaction` takes. */
export interface TransactionOptions extends TransactionCharacteristics {
  /** How often `fn` is run again after a serialization failure or a deadlock. Default 0. */
  readonly retries?: number | undefined;
}

/** A BEGIN that leaves nothing to the session's defaults, which an earlier unit may have set. */
export function begin(options: TransactionCharacteristics = {}): Step {
  const { isolationLevel = 'read committed', accessMode = 'read write', deferrable } = options;
  return {
    text: `begin isolation level ${isolationLevel} ${accessMode} ${deferrable ? '' : 'not '}deferrable`,
  };
}

export const commit: Step = { text: 'commit' };
export const rollBack: Step = { text: 'rollback' };

/** What a unit enters, and what must still be in force after each of its statements. */
export interface UnitIdentity {
  /** The context as the server gets it; see context/signature.ts. */
  readonly context: string;
  readonly includeDeleted: boolean;
  readonly nonce: string;
}

/** Cleans the session of what an earlier unit left in it, and sets every context value for this transaction. */
export function enterContext({ context, includeDeleted, nonce }: UnitIdentity): Step {
  return {
    text: enterText,
    rowMode: 'array',
    parameters: [context, String(includeDeleted), nonce],
  };
}

/**
 * Raises on the server unless all of `identity` is in force and `step` confirmations went before it; returns the
 * nonce and the transaction's start time.
 */
export function confirmContext(identity: UnitIdentity, step: number): Step {
  return {
    text: confirmText,
    rowMode: 'array',
    parameters: [identityText(identity), String(step)],
  };
}

/** As `app.confirm_context` puts it together from the settings. */
function identityText({ context, includeDeleted, nonce }: UnitIdentity): string {
  return [context, includeDeleted, nonce].join(',');
}

export function showDeleted(on: boolean): Step {
  return { text: showDeletedText, rowMode: 'array', parameters: [String(on)] };
}

/**
 * Compares what the server answered with what was asked.
 *
 * @param startedAt the transaction's start time, as the enter step returned it.
 * @throws TenantContextMismatchError
 */
export function verifyConfirmation(
  result: StepResult | undefined,
  identity: UnitIdentity,
  startedAt: string,
): void {
  if (firstValue(result) !== `${identity.nonce} ${startedAt}`) {
    throw new TenantContextMismatchError('another unit answered');
  }
}

/** The transaction's start time, from the enter step's result: seconds since 1970 as text. */
export function startedAtOf(result: StepResult | undefined): string {
  const value = firstValue(result);
  if (typeof value !== 'string')
    throw new TenantContextMismatchError('the context was not entered');
  return value;
}

function firstValue(result: StepResult | undefined): unknown {
  const row = result?.rows[0];
  return Array.isArray(row) ? row[0] : undefined;
}
