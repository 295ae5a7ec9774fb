import { AsyncLocalStorage } from 'node:async_hooks';
import { TenantContextChangeError, TenantContextMissingError } from '../errors/context.ts';
import { processWide } from '../process-wide.ts';
import type { TenantContext } from './context.ts';
import { sameIdTypes } from './id-types.ts';
import { narrowed, type Limits } from './limits.ts';

/** An open transaction, as the store knows it. */
export interface OpenTransaction {
  readonly isOpen: boolean;
}

/** A transaction as one flow sees it: the transaction, and the innermost savepoint it is in. */
export interface JoinedTransaction {
  readonly transaction: OpenTransaction;
  readonly savepoint: string | undefined;
}

/** What travels with the asynchronous flow of a handler: the layout that `store/2` stands for. */
export interface TenantStore {
  readonly context: TenantContext | undefined;
  /** Whether soft-deleted rows are visible. */
  readonly includeDeleted: boolean;
  /** Ends the work for this context, and what the server bounds; in nested contexts too. */
  readonly limits: Limits;
  /** The transaction that each client has open in this flow. */
  readonly transactions: ReadonlyMap<object, JoinedTransaction>;
}

const storage = processWide('store/2', () => new AsyncLocalStorage<TenantStore>());

const empty: TenantStore = {
  context: undefined,
  includeDeleted: false,
  limits: {},
  transactions: new Map(),
};

export function currentStore(): TenantStore {
  return storage.getStore() ?? empty;
}

/** The context in force, or undefined outside `withTenant` and `withUser`. */
export function tryGetTenantContext(): TenantContext | undefined {
  return currentStore().context;
}

/**
 * The context in force.
 *
 * @throws TenantContextMissingError outside `withTenant` and `withUser`.
 */
export function getTenantContext(): TenantContext {
  const context = tryGetTenantContext();
  if (context === undefined) throw new TenantContextMissingError();
  return context;
}

/**
 * Runs `fn` in `context`; the outer one is in force again afterwards. Entering the context that is
 * already in force joins its open transaction.
 *
 * @throws TenantContextChangeError when a transaction is open in another context.
 */
export async function runInContext<T>(
  context: TenantContext,
  given: Limits,
  fn: () => T | PromiseLike<T>,
): Promise<T> {
  const store = currentStore();
  const limits = narrowed(store.limits, given);
  if (![...store.transactions.values()].some(({ transaction }) => transaction.isOpen)) {
    return run({ ...empty, context, limits }, fn);
  }
  if (!sameContext(store.context, context)) throw new TenantContextChangeError();
  return run({ ...store, limits }, fn);
}

/** Runs `fn` with soft-deleted rows visible. Allowed inside a transaction: it does not change who acts. */
export async function runWithDeleted<T>(fn: () => T | PromiseLike<T>): Promise<T> {
  return run({ ...currentStore(), includeDeleted: true }, fn);
}

/** Runs `fn` with `transaction` as what `client` has open, inside `savepoint` of it. */
export async function runInTransaction<T>(
  client: object,
  transaction: OpenTransaction,
  savepoint: string | undefined,
  fn: () => T | PromiseLike<T>,
): Promise<T> {
  const store = currentStore();
  const transactions = new Map(store.transactions).set(client, { transaction, savepoint });
  return run({ ...store, transactions }, fn);
}

/**
 * Runs `fn` outside the transactions that are open, in the same context: what it does is kept when they
 * are rolled back. It takes a connection of its own.
 */
export async function runOutsideTransactions<T>(fn: () => T | PromiseLike<T>): Promise<T> {
  return run({ ...currentStore(), transactions: new Map() }, fn);
}

/** @returns a function that runs another one in this flow, wherever it is called from. */
export function thisFlow(): <T>(fn: () => T | PromiseLike<T>) => Promise<T> {
  const store = currentStore();
  return (fn) => run(store, fn);
}

// `fn` may return a thenable that does its work only when awaited, as Drizzle's builders do: it is
// awaited inside, so that the work is done in the context.
function run<T>(store: TenantStore, fn: () => T | PromiseLike<T>): Promise<T> {
  return storage.run(store, async () => await fn());
}

/** Whether both say the same of who acts. */
export function sameContext(a: TenantContext | undefined, b: TenantContext): boolean {
  return (
    a !== undefined &&
    a.organizationId === b.organizationId &&
    a.userId === b.userId &&
    a.portalUserId === b.portalUserId &&
    a.isSuperadmin === b.isSuperadmin &&
    sameIdTypes(a, b)
  );
}
