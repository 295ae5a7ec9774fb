import pg from 'pg';
import { TenantContextMismatchError } from '../../errors/context.ts';
import { databaseError } from '../../errors/database.ts';
import type { Naming, Step, StepResult, TransactionStatus } from '../driver.ts';
import { CopyAnswer } from './copy-answer.ts';
import type { NamedStatement, NamedStatements } from './named-statements.ts';
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
  parse(message: { text: string; name: string }): void;
  bind(message: { statement: string; values: readonly unknown[] }): void;
  describe(message: { type: 'P'; name: string }): void;
  execute(message: object): void;
  close(message: { type: 'S'; name: string }): void;
  sync(): void;
  sendCopyFail(reason: string): void;
  on(event: string, listener: (message: { status: string }) => void): void;
}

export type Outcome =
  | { status: TransactionStatus; results: readonly StepResult[]; error?: unknown }
  | { status: 'lost'; error: unknown };

const statuses: Readonly<Record<string, TransactionStatus>> = {
  I: 'idle',
  T: 'transaction',
  E: 'failed',
};

/** What pg does not hand on to a custom query: told to the unit that is on the wire. */
export function followUnits(
  connection: WireConnection,
  current: () => PipelinedUnit | undefined,
): void {
  // To Describe the server answers NoData, or a RowDescription, which pg hands on.
  for (const event of ['parseComplete', 'bindComplete', 'noData', 'closeComplete']) {
    connection.on(event, () => current()?.acknowledge());
  }
  connection.on('copyOutResponse', () => current()?.beginCopy());
  connection.on('copyDone', () => current()?.endCopy());
  connection.on('readyForQuery', ({ status }) => current()?.ready(status));
  connection.on('end', () => current()?.lose());
}

/**
 * Several statements as one pipeline of the extended protocol with one Sync: a custom query of
 * node-postgres (`submit`, as pg-cursor uses it).
 *
 * Per step: Parse, Bind, Describe, Execute; then one Sync. A step whose statement has a name that the server knows is
 * not parsed again, one whose columns nobody needs is not described. `begin` and `commit` are steps as the
 * others (docs/decisions/0004): an error skips all that is behind it up to the Sync, the commit too, and leaves the
 * transaction open and failed. The outcome is known at ReadyForQuery, not before: only there does the server say
 * in which state it is.
 */
export class PipelinedUnit {
  readonly outcome: Promise<Outcome>;
  readonly #steps: readonly Step[];
  readonly #names: NamedStatements | undefined;
  readonly #naming: Naming;
  readonly #results: ResultBuilder[] = [];
  /** How many messages the server acknowledges before each step's Execute. */
  readonly #expected: number[] = [];
  /** How many of them say that it was parsed and bound. */
  readonly #boundAfter: number[] = [];
  /** Names that are closed behind the last step. */
  #closing: readonly string[] = [];
  #current: ResultBuilder;
  #copy: CopyAnswer;
  /** How many of the current step's messages before its Execute the server has acknowledged. */
  #acknowledged = 0;
  #failure: unknown;
  #parseFailure: unknown;
  #resolve!: (outcome: Outcome) => void;

  /** @param named left out: no statement is named. */
  constructor(
    steps: readonly Step[],
    named?: { readonly names: NamedStatements; readonly naming: Naming },
  ) {
    this.#steps = steps;
    this.#names = named?.names;
    this.#naming = named?.naming ?? 'none';
    this.#current = this.#newResult(0);
    this.#copy = new CopyAnswer(steps[0]?.copyTo);
    this.outcome = new Promise((resolve) => (this.#resolve = resolve));
  }

  submit(connection: WireConnection): void {
    connection.stream.cork();
    try {
      for (const step of this.#steps) this.#write(connection, step);
      this.#closing = this.#names?.takeClosable() ?? [];
      for (const name of this.#closing) connection.close({ type: 'S', name });
      connection.sync();
    } finally {
      connection.stream.uncork();
    }
  }

  #write(connection: WireConnection, step: Step): void {
    const { text, parameters = [], columns = true } = step;
    const { name, isNew } = this.#nameOf(step) ?? { name: '', isNew: true };
    if (isNew) connection.parse({ text, name });
    connection.bind({ statement: name, values: parameters.map(toBuffer) });
    if (columns) connection.describe({ type: 'P', name: '' });
    connection.execute({});
    const bound = 1 + Number(isNew);
    this.#boundAfter.push(bound);
    this.#expected.push(bound + Number(columns));
  }

  #nameOf({ text, fixed = false }: Step): NamedStatement | undefined {
    const isNamed = this.#naming === 'all' || (this.#naming === 'fixed' && fixed);
    return isNamed ? this.#names?.use(text) : undefined;
  }

  acknowledge(): void {
    this.#acknowledged += 1;
  }

  beginCopy(): void {
    this.#copy.begin();
  }

  endCopy(): void {
    this.#copy.end();
  }

  ready(status: string): void {
    const error = this.#failure ?? this.#parseFailure ?? this.#countMismatch();
    if (error !== undefined) this.#names?.distrust(this.#steps, this.#closing);
    this.#resolve({
      status: statuses[status] ?? 'failed',
      results: this.#results,
      ...(error === undefined ? {} : { error }),
    });
  }

  /** The connection has ended. */
  lose(): void {
    this.#resolve({ status: 'lost', error: this.#failure });
  }

  /** Whether the server has bound the current step, so that it may have run. */
  #isBound(): boolean {
    return this.#acknowledged >= (this.#boundAfter[this.#results.length] ?? 0);
  }

  #countMismatch(): unknown {
    const { length } = this.#results;
    return length === this.#steps.length && this.#acknowledged === this.#closing.length
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
    this.#failure ??= toError(error, this.#results.length, this.#isBound());
    if (!(error instanceof pg.DatabaseError)) this.#resolve({ status: 'lost', error });
  }

  handleReadyForQuery(): void {
    // Comes by `ready`: after an ErrorResponse pg forgets this query.
  }

  #next(): void {
    if (this.#acknowledged !== this.#expected[this.#results.length]) {
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

function toError(error: unknown, step: number, started: boolean): unknown {
  if (!(error instanceof pg.DatabaseError)) return error;
  const { code = '', message, table, constraint, column, detail } = error;
  return databaseError({ code, message, table, constraint, column, detail, step, started }, error);
}

// pg's Bind writes a Buffer as bytes and everything else as text.
function toBuffer(value: unknown): unknown {
  return value instanceof Uint8Array && !Buffer.isBuffer(value) ? Buffer.from(value) : value;
}
