import { TenantContextMismatchError } from '../errors/context.ts';
import type { Step, StepResult } from './driver.ts';

/*
 * The engine's own statements. Constant text that names no type, which an injected statement could have shadowed. The
 * functions are in policies/functions.ts.
 *
 * Injected SQL can replace a named statement (DEALLOCATE, PREPARE). Where the session is cleaned, what runs before and
 * while it is has no name; what runs after it may have one, because a replacement has been removed by then (`fixed`;
 * docs/decisions/0009).
 */

/**
 * How much of what injected SQL can do is withstood.
 *
 * - `full`: everything in docs/security.md. Each unit cleans the session of what an earlier one left in it.
 * - `standard`: signed, confirmed, guarded, and not cleaned: SQL injected by one tenant can leave things in the session
 *   that act in a later unit, of another tenant. Statements are named, and so planned once a connection.
 */
export type Hardening = 'full' | 'standard';

const confirmText = 'select app.confirm_context($1, $2)';
const showDeletedText = 'select app.show_deleted($1)';

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
    columns: false,
  };
}

export const commit: Step = { text: 'commit', columns: false, fixed: true };
export const rollBack: Step = { text: 'rollback', columns: false };

/** What a unit enters, and what must still be in force after each of its statements. */
export interface UnitIdentity {
  /** The context as the server gets it; see context/signature.ts. */
  readonly context: string;
  readonly includeDeleted: boolean;
  readonly nonce: string;
}

/** How a unit begins. */
export interface Opening {
  readonly steps: readonly Step[];
  /** Which of them enters the context. */
  readonly enterStep: number;
}

/** What a transaction is opened with. */
export interface OpeningOptions {
  readonly hardening: Hardening;
  /** Steps that follow the entering of the context. */
  readonly afterEnter: readonly Step[];
}

/**
 * Begins a transaction, cleans the session where that is asked for, and sets every context value for it.
 *
 * @param beginning left out: the steps are a transaction as they are.
 */
export function openUnit(
  { context, includeDeleted, nonce }: UnitIdentity,
  { hardening, afterEnter }: OpeningOptions,
  beginning?: Step,
): Opening {
  const before = [
    ...(beginning === undefined ? [] : [beginning]),
    ...(hardening === 'full' ? [resetSession] : []),
  ];
  const enter: Step = {
    text: hardening === 'full' ? enterText : enterOnlyText,
    parameters: [context, String(includeDeleted), nonce],
    ...answer,
  };
  return { steps: [...before, enter, ...afterEnter], enterStep: before.length };
}

const resetSession: Step = { text: 'reset all', columns: false };
const enterText = 'select app.enter_context($1, $2, $3)';
const enterOnlyText = 'select app.enter_context_only($1, $2, $3)';

/** One text in one row. */
const answer = { rowMode: 'array', columns: false } as const;

/**
 * Raises on the server unless all of `identity` is in force and `step` confirmations went before it; returns the
 * nonce and the transaction's start time.
 */
export function confirmContext(identity: UnitIdentity, step: number): Step {
  return {
    text: confirmText,
    ...answer,
    fixed: true,
    parameters: [identityText(identity), String(step)],
  };
}

/** As `app.confirm_context` puts it together from the settings. */
function identityText({ context, includeDeleted, nonce }: UnitIdentity): string {
  return [context, includeDeleted, nonce].join(',');
}

export function showDeleted(on: boolean): Step {
  return { text: showDeletedText, ...answer, parameters: [String(on)] };
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
