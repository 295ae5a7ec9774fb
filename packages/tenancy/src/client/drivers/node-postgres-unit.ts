import pg from 'pg';
import { TenantContextMismatchError } from '../../errors/context.ts';
import { databaseError } from '../../errors/database.ts';
import type { Step, StepResult, TransactionStatus } from '../driver.ts';
import { CopyAnswer } from './copy-answer.ts';
import { pgTypes } from './pg-types.ts';
import { ResultBuilder, type FieldDescription } from './result-builder.ts';

/** The part of pg's Connection that a custom query writes to; pg-cursor uses the same. */
export interface WireConnection {
  readonly stream: {
    cork(): void;
    uncork(): void;
    pause(): void;
    resume(): void;
    destroy(): void;
  };
  parse(message: { text: string }): void;
  bind(message: { values: readonly unknown[] }): void;
  describe(message: { type: 'P'; name: string }): void;
  execute(message: object): void;
  sync(): void;
  sendCopyFail(reason: string): void;
  once(event: 'readyForQuery', listener: (message: { status: string }) => void): void;
  once(event: 'end', listener: () => void): void;
  on(event: string, listener: () => void): void;
  removeListener(event: string, listener: unknown): void;
}

export type Outcome =
  | { status: TransactionStatus; results: readonly StepResult[]; error?: unknown }
  | { status: 'lost'; error: unknown };

/** What the server answers to Parse, Bind and Describe; to the latter, a RowDescription when there are rows. */
const acknowledgements = ['parseComplete', 'bindComplete', 'noData'] as const;

const statuses: Readonly<Record<string, TransactionStatus>> = {
  I: 'idle',
  T: 'transaction',
  E: 'failed',
};

/**
 * Several statements as one pipeline of the extended protocol with one Sync: a custom query of
 * node-postgres (`submit`, as pg-cursor uses it).
 *
 * Per step: Parse (unnamed), Bind, Describe, Execute; then one Sync. `begin` and `commit` are steps as the
 * others (docs/decisions/0004): an error skips all that is behind it up to the Sync, the commit too, and leaves the
 * transaction open and failed. The outcome is known at ReadyForQuery, not before: only there does the server say
 * in which state it is.
 */
export class PipelinedUnit {
  readonly outcome: Promise<Outcome>;
  readonly #steps: readonly Step[];
  readonly #results: ResultBuilder[] = [];
  #current: ResultBuilder;
  #copy: CopyAnswer;
  #parseFailure: unknown;
  #resolve!: (outcome: Outcome) => void;

  constructor(steps: readonly Step[]) {
    this.#steps = steps;
    this.#current = this.#newResult(0);
    this.#copy = new CopyAnswer(steps[0]?.copyTo);
    this.outcome = new Promise((resolve) => (this.#resolve = resolve));
  }

  submit(connection: WireConnection): void {
    connection.stream.cork();
    try {
      for (const { text, parameters = [] } of this.#steps) {
        connection.parse({ text });
        connection.bind({ values: parameters.map(toBuffer) });
        connection.describe({ type: 'P', name: '' });
        connection.execute({});
      }
      connection.sync();
    } finally {
      connection.stream.uncork();
    }
    // Known here, before anything is answered: after an ErrorResponse pg forgets this query.
    const acknowledged = () => void (this.#acknowledged += 1);
    const listeners = [
      ...acknowledgements.map((event) => [event, acknowledged] as const),
      ['copyOutResponse', () => this.#copy.begin()],
      ['copyDone', () => this.#copy.end()],
    ] as const;
    for (const [event, listener] of listeners) connection.on(event, listener);
    const forget = () => {
      for (const [event, listener] of listeners) connection.removeListener(event, listener);
    };
    const ready = ({ status }: { status: string }) => {
      forget();
      connection.removeListener('end', end);
      this.#finish(statuses[status] ?? 'failed');
    };
    const end = () => {
      forget();
      connection.removeListener('readyForQuery', ready);
      this.#resolve({ status: 'lost', error: this.#failure });
    };
    connection.once('readyForQuery', ready);
    connection.once('end', end);
  }

  #failure: unknown;
  /** How many of the current step's three messages before its Execute the server has acknowledged. */
  #acknowledged = 0;

  #finish(status: TransactionStatus): void {
    const error = this.#failure ?? this.#parseFailure ?? this.#countMismatch();
    this.#resolve({ status, results: this.#results, ...(error === undefined ? {} : { error }) });
  }

  #countMismatch(): unknown {
    return this.#results.length === this.#steps.length
      ? undefined
      : new TenantContextMismatchError('the answer has another number of results');
  }

  handleRowDescription({ fields }: { fields: readonly FieldDescription[] }): void {
    this.#acknowledged += 1;
    this.#current.describe(fields);
  }

  handleDataRow({ fields }: { fields: readonly (string | null)[] }): void {
    if (this.#parseFailure !== undefined) return;
    try {
      this.#current.add(fields);
    } catch (error) {
      this.#parseFailure = error;
    }
  }

  handleCommandComplete({ text }: { text: string }): void {
    this.#current.complete(text);
    this.#next();
  }

  handleEmptyQuery(): void {
    this.#next();
  }

  handlePortalSuspended(): void {
    this.#failure ??= new TenantContextMismatchError('the answer is incomplete');
  }

  handleCopyInResponse(connection: WireConnection): void {
    connection.sendCopyFail('COPY FROM STDIN is not possible on a tenant client');
  }

  /** Reads on from the server only when the sink has caught up. */
  handleCopyData({ chunk }: { chunk: Uint8Array }, { stream }: WireConnection): void {
    const behind = this.#copy.data(chunk);
    if (behind === undefined) return;
    stream.pause();
    behind.then(
      () => stream.resume(),
      () => stream.destroy(),
    );
  }

  handleError(error: unknown): void {
    this.#failure ??= toError(error, this.#results.length);
    if (!(error instanceof pg.DatabaseError)) this.#resolve({ status: 'lost', error });
  }

  handleReadyForQuery(): void {
    // `submit` listens for it itself.
  }

  #next(): void {
    if (this.#acknowledged !== 3) {
      this.#failure ??= new TenantContextMismatchError('a message of the unit was not answered');
    }
    this.#acknowledged = 0;
    this.#copy.complete();
    this.#failure ??= this.#copy.failure;
    this.#results.push(this.#current);
    this.#current = this.#newResult(this.#results.length);
    this.#copy = new CopyAnswer(this.#steps[this.#results.length]?.copyTo);
  }

  #newResult(index: number): ResultBuilder {
    const step = this.#steps[index];
    return new ResultBuilder(step?.types ?? pgTypes, step?.rowMode);
  }
}

function toError(error: unknown, step: number): unknown {
  if (!(error instanceof pg.DatabaseError)) return error;
  const { code = '', message, table, constraint, column, detail } = error;
  return databaseError({ code, message, table, constraint, column, detail, step }, error);
}

// pg's Bind writes a Buffer as bytes and everything else as text.
function toBuffer(value: unknown): unknown {
  return value instanceof Uint8Array && !Buffer.isBuffer(value) ? Buffer.from(value) : value;
}
