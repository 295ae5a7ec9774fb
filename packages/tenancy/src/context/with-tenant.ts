import { contextMaker, type TenantContextInput, type UserContextInput } from './context.ts';
import type { IdTypes } from './id-types.ts';
import { checkTimeouts, type Limits, type Timeouts } from './limits.ts';
import { runInContext, runWithDeleted } from './store.ts';

/** What bounds the work inside `withTenant` and `withUser`. */
export interface WorkOptions {
  /** When it is aborted, statements are cancelled, and no further ones sent: AbortedError. */
  readonly signal?: AbortSignal;
  /** For this context; those of the pool hold for what is left out. */
  readonly timeouts?: Timeouts;
}

/** How contexts are entered, for ids of certain types. */
export interface TenantContexts {
  readonly withTenant: typeof withTenant;
  readonly withUser: typeof withUser;
}

/**
 * Makes `withTenant` and `withUser` for a database whose ids are not UUIDs. Its clients are given the same types, and
 * take only contexts that are of them.
 */
export function createTenantContexts(types: IdTypes): TenantContexts {
  const make = contextMaker(types);
  return {
    withTenant: async (context, fn, options) =>
      runInContext(make.tenant(context), limitsOf(options), fn),
    withUser: async (context, fn, options) =>
      runInContext(make.user(context), limitsOf(options), fn),
  };
}

const ofUuids = contextMaker();

/**
 * Runs `fn` for one tenant: every statement inside, on any tenant client, is isolated to it.
 * Takes no connection; one is held only while statements are on the wire. Its ids are UUIDs: for others, see
 * {@link createTenantContexts}.
 *
 * @returns what `fn` returns.
 * @throws TenantContextInvalidError when the context is malformed; TimeoutsInvalidError.
 * @throws TenantContextChangeError inside an open transaction.
 */
export async function withTenant<T>(
  context: TenantContextInput,
  fn: () => T | PromiseLike<T>,
  options?: WorkOptions,
): Promise<T> {
  return runInContext(ofUuids.tenant(context), limitsOf(options), fn);
}

/**
 * Runs `fn` for a person without an organization: what they see before choosing one.
 *
 * @returns what `fn` returns.
 * @throws TenantContextInvalidError when the context is malformed; TimeoutsInvalidError.
 * @throws TenantContextChangeError inside an open transaction.
 */
export async function withUser<T>(
  context: UserContextInput,
  fn: () => T | PromiseLike<T>,
  options?: WorkOptions,
): Promise<T> {
  return runInContext(ofUuids.user(context), limitsOf(options), fn);
}

/**
 * Runs `fn` with the tenant's own soft-deleted rows visible: to list, delete, restore or purge them.
 *
 * @returns what `fn` returns.
 */
export async function withDeleted<T>(fn: () => T | PromiseLike<T>): Promise<T> {
  return runWithDeleted(fn);
}

function limitsOf({ signal, timeouts = {} }: WorkOptions = {}): Limits {
  checkTimeouts(timeouts);
  return { signal, timeouts };
}
