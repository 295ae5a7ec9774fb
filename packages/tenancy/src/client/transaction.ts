import { currentStore, type OpenTransaction } from '../context/store.ts';
import type { TenantContext } from '../context/context.ts';
import {
  CommitFailedError,
  SessionNotCleanError,
  TransactionEndedError,
} from '../errors/client.ts';
import { TenantContextMismatchError } from '../errors/context.ts';
import { onCleanSession } from './clean-session.ts';
import { confirmedResults, withConfirmations } from './confirmed.ts';
import type { DriverConnection, Step, StepResult } from './driver.ts';
import { newNonce } from './nonce.ts';
import type { ConnectionPool } from './pool.ts';
import { toStep, type Statement } from './statement.ts';
import { unitError } from './unit-error.ts';
import {
  begin,
  confirmContext,
  enterContext,
  resetSession,
  showDeleted,
  startedAtOf,
  verifyConfirmation,
  type TransactionCharacteristics,
} from './steps.ts';

/** A transaction's handle. It fails once the transaction has ended. */
export interface Transaction {
  query(statement: Statement | string, values?: readonly unknown[]): Promise<StepResult>;
  batch(statements: readonly Statement[]): Promise<readonly StepResult[]>;
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

/** One transaction of a tenant client, from its first statement to its end. */
export class TransactionScope implements Transaction, OpenTransaction {
  readonly #pool: ConnectionPool;
  readonly #context: TenantContext;
  readonly #characteristics: TransactionCharacteristics;
  readonly #afterEnter: readonly Step[];
  readonly #nonce = newNonce();
  #connection: DriverConnection | undefined;
  #startedAt = '';
  #deletedShown = false;
  #savepoints = 0;
  /** How it ended: "committed", "rolled back", "its connection was lost". */
  #ending: string | undefined;
  #cause: unknown;
  #queue: Promise<unknown> = Promise.resolve();

  /** @param afterEnter steps that follow the entering of the context. */
  constructor(
    pool: ConnectionPool,
    context: TenantContext,
    characteristics: TransactionCharacteristics,
    afterEnter: readonly Step[],
  ) {
    this.#pool = pool;
    this.#context = context;
    this.#characteristics = characteristics;
    this.#afterEnter = afterEnter;
  }

  get isOpen(): boolean {
    return this.#ending === undefined;
  }

  async query(statement: Statement | string, values?: readonly unknown[]): Promise<StepResult> {
    const [result] = await this.#send([toStep(statement, values)]);
    return result!;
  }

  async batch(statements: readonly Statement[]): Promise<readonly StepResult[]> {
    return this.#send(statements.map((statement) => toStep(statement)));
  }

  async savepoint<T>(fn: () => T | PromiseLike<T>): Promise<T> {
    const name = `tenancy_${(this.#savepoints += 1)}`;
    await this.#send([{ text: `savepoint ${name}` }]);
    let result: T;
    try {
      result = await fn();
    } catch (error) {
      if (this.isOpen) await this.#send([{ text: `rollback to savepoint ${name}` }]);
      throw error;
    }
    await this.#send([{ text: `release savepoint ${name}` }]);
    return result;
  }

  /** Runs `fn`, then commits; rolls back when it throws. Either way the connection is given back. */
  async complete<T>(fn: () => Promise<T>): Promise<T> {
    try {
      const result = await fn();
      await this.#end('committed', (connection) => this.#commit(connection));
      return result;
    } catch (error) {
      await this.#end('rolled back', rollBack).catch(() => {
        // The connection is destroyed by the pool, and with it the transaction; `error` says why.
      });
      throw error;
    } finally {
      this.#giveBack();
    }
  }

  /** One statement after the other, each confirmed before its rows are handed over. */
  #send(steps: readonly Step[]): Promise<readonly StepResult[]> {
    if (!this.isOpen) throw this.#endedError();
    const { includeDeleted } = currentStore();
    const sent = this.#queue.then(() => this.#flush(steps, includeDeleted));
    this.#queue = sent.catch(() => {
      // Reported to who sent it; the next statement gets the server's own answer.
    });
    return sent;
  }

  async #flush(
    statements: readonly Step[],
    includeDeleted: boolean,
  ): Promise<readonly StepResult[]> {
    if (this.#cause !== undefined) throw this.#endedError();
    const answers = this.#connection
      ? await this.#continue(this.#connection, statements, includeDeleted)
      : await onCleanSession(() => this.#begin(statements, includeDeleted));
    this.#deletedShown = includeDeleted;
    return answers;
  }

  /** The beginning travels with the first statement. */
  async #begin(
    statements: readonly Step[],
    includeDeleted: boolean,
  ): Promise<readonly StepResult[]> {
    const connection = await this.#pool.acquire();
    this.#connection = connection;
    const characteristics = this.#characteristics;
    const enter = enterContext(this.#context, includeDeleted, this.#nonce, characteristics);
    const head = [begin(characteristics), resetSession, enter, ...this.#afterEnter];
    const results = await this.#run(connection, head, statements);
    return this.#verified(connection, statements.length, () => {
      this.#startedAt = startedAtOf(results[head.indexOf(enter)]);
      return results.slice(head.length);
    });
  }

  async #continue(
    connection: DriverConnection,
    statements: readonly Step[],
    includeDeleted: boolean,
  ): Promise<readonly StepResult[]> {
    const head = includeDeleted === this.#deletedShown ? [] : [showDeleted(includeDeleted)];
    const results = await this.#run(connection, head, statements);
    return this.#verified(connection, statements.length, () => results.slice(head.length));
  }

  /** The results, when they were confirmed and the transaction still stands; otherwise it is lost. */
  #verified(
    connection: DriverConnection,
    statements: number,
    answers: () => readonly StepResult[],
  ): readonly StepResult[] {
    try {
      if (connection.status !== 'transaction') {
        throw new TenantContextMismatchError('a statement ended the transaction');
      }
      return confirmedResults(statements, answers(), this.#nonce, this.#startedAt);
    } catch (error) {
      this.#lose(connection, error);
      throw error;
    }
  }

  async #run(
    connection: DriverConnection,
    head: readonly Step[],
    statements: readonly Step[],
  ): Promise<readonly StepResult[]> {
    const steps = [...head, ...withConfirmations(statements, this.#nonce)];
    try {
      return await connection.run(steps, { as: 'block' });
    } catch (error) {
      const reason = unitError(error, connection);
      if (reason instanceof SessionNotCleanError) this.#giveBack();
      // A refused statement leaves a failed transaction, to be rolled back; anything else is its end.
      else if (!connection.alive || connection.status === 'idle') this.#lose(connection, reason);
      throw reason;
    }
  }

  #giveBack(): void {
    if (this.#connection) this.#pool.release(this.#connection);
    this.#connection = undefined;
  }

  #lose(connection: DriverConnection, error: unknown): void {
    this.#ending ??= 'its connection was lost';
    this.#cause = error ?? new Error('unknown');
    connection.destroy();
  }

  /** From here on the handle refuses; what was sent before is waited for. */
  async #end(how: string, finish: (connection: DriverConnection) => Promise<void>): Promise<void> {
    if (this.#ending === 'committed') this.#ending = 'its commit failed';
    if (!this.isOpen && this.#cause === undefined) return;
    this.#ending ??= how;
    await this.#queue;
    if (this.#cause !== undefined) throw this.#endedError();
    if (this.#connection) await finish(this.#connection);
  }

  async #commit(connection: DriverConnection): Promise<void> {
    if (connection.status === 'failed') {
      await rollBack(connection);
      throw new CommitFailedError('an earlier statement had failed');
    }
    const confirm = confirmContext(this.#nonce);
    const [confirmation, commit] = await this.#run(connection, [confirm, { text: 'commit' }], []);
    try {
      verifyConfirmation(confirmation, this.#nonce, this.#startedAt);
      if (commit?.command === 'COMMIT' && connection.status === 'idle') return;
      throw new CommitFailedError(`the server answered ${commit?.command ?? 'nothing'}`);
    } catch (error) {
      this.#lose(connection, error);
      throw error;
    }
  }

  #endedError(): TransactionEndedError {
    return new TransactionEndedError(this.#ending ?? 'open', { cause: this.#cause });
  }
}

async function rollBack(connection: DriverConnection): Promise<void> {
  if (!connection.alive) return;
  await connection.run([{ text: 'rollback' }], { as: 'block' });
}
