import { tenantContext, userContext } from './context.ts';
import type { TenantContextInput, UserContextInput } from './context.ts';
import { runInContext, runWithDeleted } from './store.ts';

/**
 * Runs `fn` for one tenant: every statement inside, on any tenant client, is isolated to it.
 * Takes no connection; one is held only while statements are on the wire.
 *
 * @returns what `fn` returns.
 * @throws TenantContextInvalidError when the context is malformed.
 * @throws TenantContextChangeError inside an open transaction.
 */
export async function withTenant<T>(
  context: TenantContextInput,
  fn: () => T | PromiseLike<T>,
): Promise<T> {
  return runInContext(tenantContext(context), fn);
}

/**
 * Runs `fn` for a person without an organization: what they see before choosing one.
 *
 * @returns what `fn` returns.
 * @throws TenantContextInvalidError when the context is malformed.
 * @throws TenantContextChangeError inside an open transaction.
 */
export async function withUser<T>(
  context: UserContextInput,
  fn: () => T | PromiseLike<T>,
): Promise<T> {
  return runInContext(userContext(context), fn);
}

/**
 * Runs `fn` with the tenant's own soft-deleted rows visible: to list, delete, restore or purge them.
 *
 * @returns what `fn` returns.
 */
export async function withDeleted<T>(fn: () => T | PromiseLike<T>): Promise<T> {
  return runWithDeleted(fn);
}
