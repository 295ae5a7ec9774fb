import { CommitFailedError, TransactionEndedError } from '../errors/client.ts';
import { TenantContextMismatchError } from '../errors/context.ts';
import { currentStore } from '../context/store.ts';
import { acquireAbortable, refuseAborted, runAbortable } from './abortable.ts';
import { confirmedResults, verifyCommit, withConfirmations } from './confirmed.ts';
import type { DriverConnection, Step, StepResult } from './driver.ts';
import { newNonce } from './nonce.ts';
import type { ConnectionPool } from './pool.ts';
import {
  begin,
  commit,
  confirmContext,
  openUnit,
  rollBack,
  showDeleted,
  startedAtOf,
  verifyConfirmation,
  type OpeningOptions,
  type TransactionCharacteristics,
  type UnitIdentity,
} from './steps.ts';
import { unitError } from './unit-error.ts';

/** What a transaction is begun with. */
export interface BlockOptions extends OpeningOptions {
  readonly pool: ConnectionPool;
  /** The context as the server gets it. */
  readonly encodedContext: () => Promise<string>;
  readonly characteristics: TransactionCharacteristics;
}

/** What a rollback to a savepoint sets back. */
interface BlockState {
  readonly step: number;
  readonly deletedShown: boolean;
}

/**
 * The wire side of one transaction: its connection, from the first statement on, and what is in force there.
 * Callers send one thing after the other.
 */
export class TransactionBlock {
  readonly #options: BlockOptions;
  readonly #nonce = newNonce();
  #context = '';
  #connection: DriverConnection | undefined;
  #startedAt = '';
  /** Confirmations so far, and whether soft-deleted rows are visible on the server. */
  #state: BlockState = { step: 0, deletedShown: false };
  /** What both were before each savepoint: rolling back to it brings them back. */
  readonly #stateAt = new Map<string, BlockState>();
  #lostBy: unknown;

  constructor(options: BlockOptions) {
    this.#options = options;
  }

  /** Why the connection is gone, and the transaction with it; undefined while it is not. */
  get lostBy(): unknown {
    return this.#lostBy;
  }

  /** @returns the statements' results, each confirmed. */
  async send(statements: readonly Step[], includeDeleted: boolean): Promise<readonly StepResult[]> {
    this.#refuseLost();
    return this.#connection
      ? this.#continue(this.#connection, statements, includeDeleted)
      : this.#begin(statements, includeDeleted);
  }

  async savepoint(name: string, includeDeleted: boolean): Promise<void> {
    const { step } = this.#state;
    await this.send([{ text: `savepoint ${name}` }], includeDeleted);
    this.#stateAt.set(name, { step, deletedShown: includeDeleted });
  }

  /** Also of a failed transaction. The settings go back to what they were, too. */
  async rollBackTo(name: string): Promise<void> {
    this.#refuseLost();
    const connection = this.#connection;
    const state = this.#stateAt.get(name);
    // Without one it was never made: the transaction had failed before.
    if (!connection || !state) return;
    this.#state = state;
    const text = `rollback to savepoint ${name}`;
    await this.#run(connection, [], [{ text }], this.#identity(this.#state.deletedShown));
  }

  /** @throws CommitFailedError when it was rolled back instead. */
  async commit(): Promise<void> {
    this.#refuseLost();
    const connection = this.#connection;
    if (!connection) return;
    if (connection.status === 'failed') {
      await this.rollBack();
      throw new CommitFailedError('an earlier statement had failed');
    }
    refuseAborted(currentStore().limits.signal);
    const identity = this.#identity(this.#state.deletedShown);
    const steps = [confirmContext(identity, this.#state.step), commit];
    const [confirmation, ending] = await this.#send(connection, steps);
    this.#trust(connection, () => {
      verifyConfirmation(confirmation, identity, this.#startedAt);
      verifyCommit(ending, connection);
    });
  }

  async rollBack(): Promise<void> {
    if (!this.#connection?.alive || this.#connection.status === 'idle') return;
    await this.#connection.run([rollBack]);
  }

  /** Gives the connection back; the pool destroys it when the transaction still stands. */
  giveBack(): void {
    if (this.#connection) this.#options.pool.release(this.#connection);
    this.#connection = undefined;
  }

  /** The beginning travels with the first statement. */
  async #begin(
    statements: readonly Step[],
    includeDeleted: boolean,
  ): Promise<readonly StepResult[]> {
    const { pool, encodedContext, characteristics } = this.#options;
    // First: a connection without a context that is known would be taken for one whose transaction has begun.
    this.#context = await encodedContext();
    const connection = await acquireAbortable(pool, currentStore().limits.signal);
    this.#connection = connection;
    const identity = this.#identity(includeDeleted);
    const { steps, enterStep } = openUnit(identity, this.#options, begin(characteristics));
    return this.#run(connection, steps, statements, identity, enterStep);
  }

  async #continue(
    connection: DriverConnection,
    statements: readonly Step[],
    includeDeleted: boolean,
  ): Promise<readonly StepResult[]> {
    const head = includeDeleted === this.#state.deletedShown ? [] : [showDeleted(includeDeleted)];
    return this.#run(connection, head, statements, this.#identity(includeDeleted));
  }

  async #run(
    connection: DriverConnection,
    head: readonly Step[],
    statements: readonly Step[],
    identity: UnitIdentity,
    enterStep?: number,
  ): Promise<readonly StepResult[]> {
    const { step } = this.#state;
    const steps = [...head, ...withConfirmations(statements, identity, step)];
    const results = await this.#send(connection, steps, enterStep);
    return this.#trust(connection, () => {
      if (connection.status !== 'transaction') {
        throw new TenantContextMismatchError('a statement ended the transaction');
      }
      if (enterStep !== undefined) this.#startedAt = startedAtOf(results[enterStep]);
      const answers = results.slice(head.length);
      this.#state = { step: step + statements.length, deletedShown: identity.includeDeleted };
      return confirmedResults(statements.length, answers, identity, this.#startedAt);
    });
  }

  async #send(
    connection: DriverConnection,
    steps: readonly Step[],
    enterStep?: number,
  ): Promise<readonly StepResult[]> {
    try {
      return await runAbortable(connection, steps, currentStore().limits.signal);
    } catch (error) {
      const reason = unitError(error, connection, enterStep);
      // A refused statement leaves a failed transaction, to be rolled back; anything else is its end.
      if (!connection.alive || connection.status === 'idle') this.#lose(connection, reason);
      throw reason;
    }
  }

  /** Runs a check of what was answered; when it fails, the transaction is lost. */
  #trust<T>(connection: DriverConnection, check: () => T): T {
    try {
      return check();
    } catch (error) {
      this.#lose(connection, error);
      throw error;
    }
  }

  #lose(connection: DriverConnection, error: unknown): void {
    this.#lostBy = error ?? new Error('unknown');
    connection.destroy();
  }

  #refuseLost(): void {
    if (this.#lostBy === undefined) return;
    throw new TransactionEndedError('its connection was lost', { cause: this.#lostBy });
  }

  #identity(includeDeleted: boolean): UnitIdentity {
    return { context: this.#context, includeDeleted, nonce: this.#nonce };
  }
}
