import { protocol } from '@electric-sql/pglite';
import type { PGliteInterface } from '@electric-sql/pglite';
import { ConnectionLostError, PoolTimeoutError } from '../../errors/client.ts';
import { databaseError, type ServerErrorFields } from '../../errors/database.ts';
import type { Driver, DriverConnection, Step, StepResult, TransactionStatus } from '../driver.ts';
import { processWide } from '../../process-wide.ts';
import { Mutex } from '../mutex.ts';
import { CopyAnswer, unexpectedCopy } from './copy-answer.ts';
import { pgTypes } from './pg-types.ts';
import { ResultBuilder, type FieldDescription } from './result-builder.ts';

export interface PGliteOptions {
  /** The role units assume: PGlite's only login is a superuser. Refused in production. */
  readonly role: string;
}

/**
 * The in-process PostgreSQL, for tests: one session, shared by every client made for the instance, one
 * transaction at a time. `close` leaves the instance to who made it.
 */
export function pglite(instance: PGliteInterface, { role }: PGliteOptions): Driver {
  return {
    name: 'pglite',
    assumeRole: role,
    maxConnections: 1,
    connect: async () => new PGliteConnection(instance),
    close: async () => {},
  };
}

type Message = Awaited<ReturnType<PGliteInterface['execProtocol']>>['messages'][number];

/** How long a unit waits for the one session, in ms. */
const sessionTimeout = 10_000;

// One session serves all clients of an instance: whoever has a transaction open has it to itself.
const sessions = processWide('pglite-sessions/1', () => new WeakMap<PGliteInterface, Mutex>());

function sessionOf(instance: PGliteInterface): Mutex {
  const session = sessions.get(instance) ?? new Mutex();
  sessions.set(instance, session);
  return session;
}

class PGliteConnection implements DriverConnection {
  readonly #instance: PGliteInterface;
  #release: (() => void) | undefined;
  alive = true;
  readonly atomic = true;
  status: TransactionStatus = 'idle';

  constructor(instance: PGliteInterface) {
    this.#instance = instance;
  }

  async run(steps: readonly Step[]): Promise<readonly StepResult[]> {
    if (!this.alive) throw new ConnectionLostError();
    this.#release ??= await this.#enter();
    try {
      return await this.#instance.runExclusive(() => this.#pipeline(steps));
    } finally {
      if (this.status === 'idle') this.#leave();
    }
  }

  /** The in-process server has no way to be told: it ends what it is doing. */
  cancel(): void {
    this.destroy();
  }

  async end(): Promise<void> {
    this.destroy();
  }

  /** Waits for whoever has the session; a transaction that waits for itself would wait for ever. */
  async #enter(): Promise<() => void> {
    const release = await sessionOf(this.#instance).acquire(sessionTimeout);
    if (release === undefined) throw new PoolTimeoutError(sessionTimeout, 1);
    return release;
  }

  /** The session cannot be cut; what is open in it is rolled back before anyone else gets in. */
  destroy(): void {
    if (!this.alive) return;
    this.alive = false;
    this.#clean()
      .catch(() => {
        // The instance was closed: there is no session left to clean.
      })
      .finally(() => this.#leave());
  }

  async #clean(): Promise<void> {
    this.#release ??= await this.#enter();
    if (this.status !== 'idle') await this.#instance.exec('rollback');
    await this.#instance.exec('discard all');
  }

  #leave(): void {
    this.#release?.();
    this.#release = undefined;
  }

  /** The same messages as on a wire, with one Sync. */
  async #pipeline(steps: readonly Step[]): Promise<readonly StepResult[]> {
    const results: ResultBuilder[] = [];
    let failure: unknown;
    for (const step of steps) {
      const outcome = await this.#step(step, results.length);
      if (outcome instanceof ResultBuilder) results.push(outcome);
      else failure = outcome.failure;
      if (failure !== undefined) break;
    }
    await this.#sync();
    if (failure !== undefined) throw failure;
    return results;
  }

  async #step({ text, parameters = [], rowMode, types, copyTo }: Step, index: number) {
    const { serialize } = protocol;
    const values = parameters.map((value) =>
      value instanceof Uint8Array ? new Uint8Array(value).buffer : value,
    );
    const result = new ResultBuilder(types ?? pgTypes, rowMode);
    const copy = new CopyAnswer(copyTo);
    const messages = [
      serialize.parse({ text }),
      serialize.bind({ values }),
      serialize.describe({ type: 'P' }),
      serialize.execute({}),
    ];
    for (const message of messages) {
      for (const answer of await this.#send(message)) {
        await collectCopy(copy, answer);
        const failure = copy.failure ?? collect(result, answer, index);
        if (failure !== undefined) return { failure };
      }
    }
    return result;
  }

  async #sync(): Promise<void> {
    const answers = await this.#send(protocol.serialize.sync());
    const ready = answers.find(({ name }) => name === 'readyForQuery') as
      | { status?: string }
      | undefined;
    this.status = ready?.status === 'I' ? 'idle' : ready?.status === 'T' ? 'transaction' : 'failed';
  }

  async #send(message: Uint8Array): Promise<readonly Message[]> {
    const { messages } = await this.#instance.execProtocol(message, { throwOnError: false });
    return messages;
  }
}

function serverError(message: ServerErrorFields, step: number): unknown {
  const { code, message: text, table, constraint, column, detail } = message;
  return databaseError({ code, message: text, table, constraint, column, detail, step }, message);
}

/** Adds one answer to `result`; returns the error when it is one. */
function collect(result: ResultBuilder, message: Message, step: number): unknown {
  const content = message as unknown as {
    fields: unknown;
    text: string;
  };
  switch (message.name) {
    case 'rowDescription':
      result.describe(content.fields as readonly FieldDescription[]);
      return undefined;
    case 'dataRow':
      result.add(content.fields as readonly (string | null)[]);
      return undefined;
    case 'commandComplete':
      result.complete(content.text);
      return undefined;
    case 'error':
      return serverError(message as unknown as ServerErrorFields, step);
    case 'copyInResponse':
      return unexpectedCopy();
    default:
      return undefined;
  }
}

/** The in-process server answers a statement as a whole: here nothing bounds the memory it takes. */
async function collectCopy(copy: CopyAnswer, message: Message): Promise<void> {
  switch (message.name) {
    case 'copyOutResponse':
      return copy.begin();
    case 'copyData':
      return copy.data((message as unknown as { chunk: Uint8Array }).chunk);
    case 'copyDone':
      return copy.end();
    case 'commandComplete':
      return copy.complete();
    default:
      return undefined;
  }
}
