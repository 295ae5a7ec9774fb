import type { Readable } from 'node:stream';
import {
  currentStore,
  runInTransaction,
  sameContext,
  type OpenTransaction,
} from '../context/store.ts';
import type { TenantContext } from '../context/context.ts';
import { NestedTransactionError, TransactionEndedError } from '../errors/client.ts';
import { TenantContextChangeError } from '../errors/context.ts';
import { spooled } from './copy/copy-out.ts';
import type { Observe } from '../observe/observer.ts';
import type { Step, StepResult } from './driver.ts';
import { newNonce } from './nonce.ts';
import { toStep, type Statement } from './statement.ts';
import { TransactionBlock, type BlockOptions } from './transaction-block.ts';

/** A transaction's handle. It fails once the transaction has ended. */
export interface Transaction {
  query(statement: Statement | string, values?: readonly unknown[]): Promise<StepResult>;
  batch(statements: readonly Statement[]): Promise<readonly StepResult[]>;
  /** As the client's: the bytes, once the COPY is confirmed. The transaction is still open then. */
  copyOut(statement: Statement): Promise<Readable>;
  /** Runs `fn`; when it throws, what it did is rolled back and the transaction goes on. */
  savepoint<T>(fn: () => T | PromiseLike<T>): Promise<T>;
}

/*
 *   new ──first statement──▶ begun ──commit / rollback──▶ ended
 *    │                         │
 *    └──── end of fn ──────────┴──── connection lost ───▶ ended
 *
 * No connection is taken before the first statement, and none is touched after the end.
 */

/** In place of a savepoint that ends: nobody is in it any more. */
const ending = 'ending';

export interface ScopeOptions extends BlockOptions {
  readonly observe: Observe;
}

/** One transaction of a tenant client: who may send to it, and in which order. */
export class TransactionScope implements Transaction, OpenTransaction {
  /** Whose transaction it is: the key under which flows find it. */
  readonly #client: object;
  readonly #context: TenantContext;
  readonly #block: TransactionBlock;
  readonly #observe: Observe;
  /** Open savepoints, the innermost last. */
  readonly #savepoints: string[] = [];
  /** "committed", "rolled back". */
  #ending: string | undefined;
  #queue: Promise<unknown> = Promise.resolve();

  constructor(client: object, context: TenantContext, { observe, ...options }: ScopeOptions) {
    this.#client = client;
    this.#context = context;
    this.#observe = observe;
    this.#block = new TransactionBlock(options);
  }

  get isOpen(): boolean {
    return this.#ending === undefined && this.#block.lostBy === undefined;
  }

  async query(statement: Statement | string, values?: readonly unknown[]): Promise<StepResult> {
    const [result] = await this.#send([toStep(statement, values)]);
    return result!;
  }

  async batch(statements: readonly Statement[]): Promise<readonly StepResult[]> {
    return this.#send(statements.map((statement) => toStep(statement)));
  }

  async copyOut(statement: Statement): Promise<Readable> {
    return spooled(statement, (steps) => this.#send(steps));
  }

  async savepoint<T>(fn: () => T | PromiseLike<T>): Promise<T> {
    this.#admit();
    const { includeDeleted } = currentStore();
    // Not to be guessed: a statement that names it could undo, or keep, what is not its own.
    const name = `tenancy_${newNonce().replaceAll('-', '')}`;
    const depth = this.#savepoints.push(name) - 1;
    try {
      await this.#enqueue(() => this.#block.savepoint(name, includeDeleted));
      const result = await runInTransaction(this.#client, this, name, fn);
      this.#savepoints[depth] = ending;
      this.#refuseEnded();
      const release = { text: `release savepoint ${name}` };
      await this.#enqueue(() => this.#block.send([release], includeDeleted));
      return result;
    } catch (error) {
      this.#savepoints[depth] = ending;
      if (this.isOpen) await this.#enqueue(() => this.#block.rollBackTo(name));
      throw error;
    } finally {
      this.#savepoints.length = depth;
    }
  }

  /** Runs `fn`, then commits; rolls back when it throws. Either way the connection is given back. */
  async complete<T>(fn: () => T | PromiseLike<T>): Promise<T> {
    try {
      const result = await runInTransaction(this.#client, this, undefined, fn);
      if (this.#savepoints.length > 0) {
        throw new NestedTransactionError('the whole transaction was rolled back');
      }
      this.#ending = 'committed';
      await this.#queue;
      await this.#block.commit();
      return result;
    } catch (error) {
      this.#ending = 'rolled back';
      await this.#queue;
      await this.#block.rollBack().catch(() => {
        // The connection is destroyed by the pool, and with it the transaction; `error` says why.
      });
      throw error;
    } finally {
      this.#block.giveBack();
    }
  }

  async #send(steps: readonly Step[]): Promise<readonly StepResult[]> {
    this.#admit();
    const { includeDeleted } = currentStore();
    const send = () => this.#enqueue(() => this.#block.send(steps, includeDeleted));
    return this.#observe(steps, this.#context, send);
  }

  /**
   * Whether the calling flow may send now.
   *
   * @throws TransactionEndedError, TenantContextChangeError (a handle taken into another context),
   *   NestedTransactionError (a nested transaction is open that the flow is not in).
   */
  #admit(): void {
    this.#refuseEnded();
    const { context, transactions } = currentStore();
    if (context && !sameContext(context, this.#context)) throw new TenantContextChangeError();
    const savepoint = transactions.get(this.#client)?.savepoint;
    if (savepoint !== this.#savepoints.at(-1)) throw new NestedTransactionError();
  }

  #refuseEnded(): void {
    if (this.isOpen) return;
    const { lostBy } = this.#block;
    const how = this.#ending ?? 'its connection was lost';
    throw new TransactionEndedError(how, lostBy === undefined ? {} : { cause: lostBy });
  }

  /** One after the other. */
  #enqueue<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#queue.then(work);
    this.#queue = done.catch(() => {
      // Reported to who sent it; the next statement gets the server's own answer.
    });
    return done;
  }
}
