import {
  TenantContextMissingError,
  tryGetTenantContext,
  type IsolatedClient,
  type Statement,
  type TenantClient,
  type TenantContext,
  type Transaction,
  type TransactionOptions,
} from '@startkit/tenancy';
import { recordSuperadminUse } from './superadmin-use.ts';

/** A client for each kind of person. Each has a login of its own. */
export interface Clients {
  readonly app: TenantClient;
  readonly portal: TenantClient;
  readonly superadmin: TenantClient;
}

/**
 * Sends each statement to the login of whoever acts: members, portal users, or, audited, a superadmin at
 * work inside an organization.
 */
export class RoutingClient implements IsolatedClient {
  readonly #clients: Clients;
  /** Contexts of superadmins whose use is recorded, or being recorded. */
  readonly #recorded = new WeakMap<TenantContext, Promise<void>>();

  constructor(clients: Clients) {
    this.#clients = clients;
  }

  async query(statement: Statement | string, values?: readonly unknown[]) {
    return (await this.#client()).query(statement, values);
  }

  async batch(statements: readonly Statement[]) {
    return (await this.#client()).batch(statements);
  }

  async transaction<T>(
    fn: (transaction: Transaction) => T | PromiseLike<T>,
    options?: TransactionOptions,
  ): Promise<T> {
    return (await this.#client()).transaction(fn, options);
  }

  async copyOut(statement: Statement) {
    return (await this.#client()).copyOut(statement);
  }

  async openTransaction() {
    return (await this.#client()).openTransaction();
  }

  async #client(): Promise<TenantClient> {
    const context = tryGetTenantContext();
    if (!context) throw new TenantContextMissingError();
    if (context.portalUserId !== null) return this.#clients.portal;
    if (!context.isSuperadmin) return this.#clients.app;
    await this.#record(context);
    return this.#clients.superadmin;
  }

  /** Once a context, before its first statement; nothing is sent when it cannot be recorded. */
  #record(context: TenantContext): Promise<void> {
    const recorded =
      this.#recorded.get(context) ?? recordSuperadminUse(this.#clients.superadmin, context);
    this.#recorded.set(context, recorded);
    recorded.catch(() => this.#recorded.delete(context));
    return recorded;
  }
}
