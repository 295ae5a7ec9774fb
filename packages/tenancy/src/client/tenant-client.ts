import type { Readable } from 'node:stream';
import { refuseOtherTypes, type TenantContext } from '../context/context.ts';
import { idTypesOf, type IdTypes } from '../context/id-types.ts';
import { checkTimeouts, type Timeouts } from '../context/limits.ts';
import { contextEncoder, parseContextSecret, type ContextEncoder } from '../context/signature.ts';
import { currentStore, getTenantContext, tryGetTenantContext } from '../context/store.ts';
import { isProduction } from '../env.ts';
import { observing, type Observe, type StatementObserver } from '../observe/observer.ts';
import { RoleGuardError, StatementError } from '../errors/client.ts';
import { spooled } from './copy/copy-out.ts';
import type { Driver, DriverConnection, Naming, Step, StepResult } from './driver.ts';
import { guardRole } from './guard.ts';
import { newNonce } from './nonce.ts';
import { ConnectionPool, type PoolOptions } from './pool.ts';
import { withRetries } from './retries.ts';
import { toStep, type Statement } from './statement.ts';
import { setTimeouts } from './timeouts.ts';
import type { Hardening, TransactionOptions } from './steps.ts';
import { TransactionScope, type Transaction } from './transaction.ts';
import { runUnit } from './unit.ts';

/** What runs statements: a tenant client, or one of its transactions. The shape that Drizzle needs. */
export interface Queryable {
  query(statement: Statement | string, values?: readonly unknown[]): Promise<StepResult>;
}

/** What runs a COPY, and knows the transaction that a flow is in: the rest of what `tenantSql` needs. */
export interface Copyable {
  /**
   * Runs a COPY ... TO STDOUT as {@link Queryable.query} runs a statement.
   *
   * @param statement takes no parameters: value n is what `current_setting('app.copy_n')` returns in it.
   * @returns its bytes, once all are confirmed: kept in memory or, from a mebibyte on, in a temporary file, which is
   *   closed when the stream ends or is destroyed.
   * @throws StatementError when it is no COPY; SpoolError; as `query`.
   */
  copyOut(statement: Statement): Promise<Readable>;
}

/** What Drizzle and `tenantSql` stand on: a tenant client, or what chooses between several. */
export interface IsolatedClient extends Queryable, Copyable {
  transaction<T>(
    fn: (transaction: Transaction) => T | PromiseLike<T>,
    options?: TransactionOptions,
  ): Promise<T>;
  /** The transaction that statements of this flow join; undefined when each is a unit of its own. */
  openTransaction(): Promise<Transaction | undefined>;
}

export interface TenantClientOptions extends PoolOptions, IdTypes {
  /** The roles the login works as, the only ones it may be a member of. Default: `startkit_app`. */
  readonly roles?: readonly string[];
  /**
   * What contexts are signed with, or a function that finds it out when it is needed. Left out: they are not
   * signed, and the database must be compiled so.
   */
  readonly secret?: string | (() => Promise<string>) | undefined;
  /** What the server bounds, unless the context says otherwise. Left out: the server's own. */
  readonly timeouts?: Timeouts | undefined;
  /** What injected SQL is withstood; see {@link Hardening}. Default: `full`. */
  readonly hardening?: Hardening | undefined;
  /**
   * Whether statements outside transactions are named on the server, and so parsed once a connection: with `hardening:
   * 'standard'` all, at most 64 a connection, with `full` the engine's own only. On node-postgres only. Default: where
   * the connection leads to the server itself. A pooler must be able to keep names (PgBouncer from 1.21 on); where it does
   * not, each connection has one failed attempt, and goes on without names.
   */
  readonly namedStatements?: boolean | undefined;
  /** Is told of every statement: for logs, metrics, and traces (`traceStatements`). */
  readonly observer?: StatementObserver | undefined;
  /** Who statements run for outside any context. Left out: nobody, they throw. */
  readonly fallbackContext?: TenantContext;
}

/**
 * The client that isolates: it reads the tenant context for every statement, and hands over a result
 * only once the server has confirmed whom it ran for.
 *
 *     a statement outside a transaction is a unit, one round trip on node-postgres:
 *
 *       begin | reset session | enter context | the statement | confirm context | commit | Sync
 *                                 |                                 |
 *                                 nonce in ----------------------> nonce out, compared
 *
 *     in a transaction of several, what begins it travels with its first statement, and each statement
 *     brings its own confirmation.
 */
export class TenantClient implements IsolatedClient {
  readonly #driver: Driver;
  readonly #pool: ConnectionPool;
  readonly #fallbackContext: TenantContext | undefined;
  readonly #idTypes: IdTypes;
  readonly #timeouts: Timeouts;
  readonly #hardening: Hardening;
  readonly #namedStatements: boolean | undefined;
  /** Connections to the server itself: no pooler is between that could change sessions. */
  readonly #direct = new WeakSet<DriverConnection>();
  readonly #encoder: () => Promise<ContextEncoder>;
  readonly #observe: Observe;
  readonly #observeInTransaction: Observe;

  constructor(driver: Driver, options: TenantClientOptions = {}) {
    const { roles = ['startkit_app'] } = options;
    if (driver.assumeRole !== undefined && isProduction()) {
      const problem = 'an assumed role is refused in production';
      throw new RoleGuardError(driver.assumeRole, [problem], roles);
    }
    this.#driver = driver;
    this.#fallbackContext = options.fallbackContext;
    const idTypes = idTypesOf(options);
    this.#idTypes = idTypes;
    this.#timeouts = options.timeouts ?? {};
    checkTimeouts(this.#timeouts);
    const { secret, hardening = 'full' } = options;
    this.#hardening = hardening;
    this.#namedStatements = options.namedStatements;
    this.#encoder = lazyEncoder(roles[0] ?? '', secret);
    this.#observe = observing(options.observer, false);
    this.#observeInTransaction = observing(options.observer, true);
    const signed = secret !== undefined;
    const guard = async (connection: DriverConnection) => {
      const { processId } = await guardRole(connection, {
        roles,
        signed,
        idTypes,
        assumeRole: driver.assumeRole,
      });
      if (processId === connection.processId) this.#direct.add(connection);
    };
    this.#pool = new ConnectionPool(driver, guard, options);
  }

  /**
   * Runs one statement as the context in force; inside {@link transaction}, as part of it.
   *
   * @returns rows and the command tag.
   * @throws TenantContextMissingError, and TenantContextInvalidError when the context's ids are of other types than
   *   this client's, before anything is sent; TenantContextMismatchError when the server did not confirm the
   *   context; DatabaseError when it refused the statement.
   */
  async query(statement: Statement | string, values?: readonly unknown[]): Promise<StepResult> {
    const open = this.#openTransaction();
    if (open) return open.query(statement, values);
    const [result] = await this.#unit([toStep(statement, values)], this.#context());
    return result!;
  }

  /**
   * Runs several statements as one unit: one round trip on node-postgres, all or nothing.
   *
   * @returns one result a statement.
   * @throws as {@link query}.
   */
  async batch(statements: readonly Statement[]): Promise<readonly StepResult[]> {
    const open = this.#openTransaction();
    if (open) return open.batch(statements);
    const context = this.#context();
    const steps = statements.map((statement) => toStep(statement));
    return this.#unit(steps, context);
  }

  async copyOut(statement: Statement): Promise<Readable> {
    const open = this.#openTransaction();
    if (open) return open.copyOut(statement);
    const context = this.#context();
    return spooled(statement, (steps) => this.#unit(steps, context));
  }

  async openTransaction(): Promise<Transaction | undefined> {
    return this.#openTransaction();
  }

  /**
   * Runs `fn` in one transaction; statements on this client inside `fn` join it. Nothing is sent and no
   * connection is taken before the first statement. A transaction inside a transaction is a savepoint.
   *
   * @param fn gets a handle that fails once the transaction has ended; called again when `retries` asks for it.
   * @returns what `fn` returns, after the commit.
   * @throws what `fn` throws, after the rollback; CommitFailedError when the commit did not happen.
   */
  async transaction<T>(
    fn: (transaction: Transaction) => T | PromiseLike<T>,
    { retries = 0, ...characteristics }: TransactionOptions = {},
  ): Promise<T> {
    const outer = this.#openTransaction();
    if (outer) return outer.savepoint(() => fn(outer));
    const context = this.#context();
    return withRetries(retries, () => {
      const scope = new TransactionScope(this, context, {
        pool: this.#pool,
        encodedContext: async () => (await this.#encoder())(context),
        hardening: this.#hardening,
        characteristics,
        afterEnter: this.#afterEnter(),
        observe: this.#observeInTransaction,
      });
      return scope.complete(() => fn(scope));
    });
  }

  /**
   * Waits for running units, then ends all connections. The client cannot be used again.
   *
   * @throws StatementError inside a transaction of this client, which would wait for itself.
   */
  async close(): Promise<void> {
    if (this.#openTransaction()?.isOpen) {
      throw new StatementError('A client cannot be closed inside its own transaction.');
    }
    await this.#pool.close();
  }

  async #unit(statements: readonly Step[], context: TenantContext): Promise<readonly StepResult[]> {
    const { includeDeleted, limits } = currentStore();
    const encode = await this.#encoder();
    const identity = { context: encode(context), includeDeleted, nonce: newNonce() };
    const options = {
      pool: this.#pool,
      hardening: this.#hardening,
      afterEnter: this.#afterEnter(),
      namingOn: (connection: DriverConnection) => this.#naming(connection, statements),
      signal: limits.signal,
    };
    return this.#observe(statements, context, () => runUnit(statements, identity, options));
  }

  /** Behind a pooler only where asked for: what it does not know, it cannot close. */
  #naming(connection: DriverConnection, statements: readonly Step[]): Naming {
    // What a COPY gives cannot be taken back, so that unit is not tried twice.
    const isCopy = statements.some(({ copyTo }) => copyTo !== undefined);
    const isNamed = this.#namedStatements ?? this.#direct.has(connection);
    if (isCopy || !isNamed) return 'none';
    return this.#hardening === 'full' ? 'fixed' : 'all';
  }

  #context(): TenantContext {
    const context = tryGetTenantContext();
    // The client's own one is of the client's own types.
    if (context === undefined) return this.#fallbackContext ?? getTenantContext();
    refuseOtherTypes(context, this.#idTypes);
    return context;
  }

  /** The transaction of this flow. One that has ended is found too: it refuses what it is given. */
  #openTransaction(): TransactionScope | undefined {
    return currentStore().transactions.get(this)?.transaction as TransactionScope | undefined;
  }

  /** What follows the entering of the context: the role in development, the bounds in force. */
  #afterEnter(): readonly Step[] {
    const { assumeRole } = this.#driver;
    const role =
      assumeRole === undefined
        ? []
        : [{ text: `set local role ${quote(assumeRole)}`, columns: false as const }];
    return [...role, ...setTimeouts({ ...this.#timeouts, ...currentStore().limits.timeouts })];
  }
}

/** Made at the first statement; when that fails, at the next one again. */
function lazyEncoder(role: string, secret: TenantClientOptions['secret']) {
  let encoder: Promise<ContextEncoder> | undefined;
  const make = async () => {
    const text = typeof secret === 'function' ? await secret() : secret;
    return contextEncoder(role, text === undefined ? undefined : parseContextSecret(text));
  };
  return () => {
    if (encoder === undefined) {
      encoder = make();
      encoder.catch(() => (encoder = undefined));
    }
    return encoder;
  };
}

function quote(identifier: string): string {
  return `"${identifier.replaceAll('"', '""')}"`;
}
