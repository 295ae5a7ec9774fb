import type { Stream } from 'node:stream';
import postgres from 'postgres';
import { ConnectionLostError } from '../../errors/client.ts';
import { TenantContextMismatchError } from '../../errors/context.ts';
import { databaseError } from '../../errors/database.ts';
import type {
  CopySink,
  DriverConnection,
  Step,
  StepResult,
  TransactionStatus,
  TypeParsers,
} from '../driver.ts';
import { connectTimeout, withinConnectTimeout } from '../deadline.ts';
import { requestCancel } from './cancel-request.ts';
import { unexpectedCopy } from './copy-answer.ts';
import { pgTypes } from './pg-types.ts';
import { drop, handOn, hearErrors, resumeSocket } from './postgres-js-copy.ts';
import { ResultBuilder } from './result-builder.ts';

// Never the simple protocol: it would run several statements in one text. (`simple` is not typed.)
const extended = { simple: false, prepare: false } as postgres.UnsafeQueryOptions;

type Options = postgres.Options<Record<string, never>>;
export type PostgresJsSsl = Options['ssl'];

/**
 * One session.
 *
 * What can go together does: the steps are sent one behind the other, each with a Sync of its own. After an error the
 * transaction is a failed one, in which nothing runs any more, and `commit` rolls it back. Only a statement that ended
 * the transaction lets what is behind it run: so a statement is not sent before the confirmation before it is
 * (`gate`).
 *
 * postgres.js describes a statement with arguments before it binds them, and what is sent meanwhile overtakes it. Its
 * queries have a place for parameters that are ready (`query.parameters`, where it puts them itself): those it
 * sends at once.
 */
export class PostgresJsConnection implements DriverConnection {
  readonly #sql: postgres.Sql;
  /** Why nothing waits for an answer any more. */
  #gone: ConnectionLostError | undefined;
  /** Rejects what is waited for. */
  #giveUp: ((error: ConnectionLostError) => void) | undefined;
  /** How the server calls this session. */
  #session = { pid: 0, secret: 0 };
  #running: Promise<unknown> = Promise.resolve();
  /** The COPY data on its way. */
  #unread: Stream | undefined;
  alive = true;
  readonly atomic = false;
  status: TransactionStatus = 'idle';

  constructor(url: string, settings: Readonly<Record<string, string>>, ssl: PostgresJsSsl) {
    this.#sql = postgres(url, {
      ...(ssl === undefined ? {} : { ssl }),
      max: 1,
      // Its answer would come on a connection that nobody waits for: a loss there cannot be caught.
      fetch_types: false,
      prepare: false,
      connect_timeout: connectTimeout / 1000,
      idle_timeout: 0,
      max_lifetime: null,
      onnotice: () => {},
      onclose: () => this.destroy(),
      connection: settings,
    });
  }

  /** Waits for the session, so that connecting fails here and not at the first statement. */
  async open(): Promise<void> {
    try {
      const first = this.#answer(this.#sql.unsafe('select 1', [], extended));
      this.#session = (await withinConnectTimeout(first)).state;
    } catch (error) {
      this.destroy();
      throw error;
    }
  }

  run(steps: readonly Step[]): Promise<readonly StepResult[]> {
    const running = this.#answer(this.#runAll(steps));
    this.#running = running;
    return running;
  }

  /** Not postgres.js' own cancel(): where the server is not to be reached, it rejects a promise that nobody has. */
  cancel(): void {
    if (!this.alive) return;
    this.alive = false;
    const { pid: processId, secret: secretKey } = this.#session;
    const { host, port } = this.#sql.options;
    const target = { host: host[0]!, port: port[0]!, processId, secretKey };
    const cut = () => this.#cut();
    requestCancel(target, this.#running).then(cut, cut);
  }

  async end(): Promise<void> {
    this.alive = false;
    await this.#sql.end({ timeout: 5 });
  }

  destroy(): void {
    if (!this.alive) return;
    this.alive = false;
    this.#cut();
  }

  #cut(): void {
    this.#gone ??= new ConnectionLostError();
    this.#giveUp?.(this.#gone);
    const resume = () => this.#unread && resumeSocket(this.#unread);
    // How it ends does not matter.
    this.#sql.end({ timeout: 0 }).then(resume, resume);
  }

  async #runAll(steps: readonly Step[]): Promise<readonly StepResult[]> {
    const results: StepResult[] = [];
    for (const group of groups(steps)) {
      results.push(...(await this.#together(group, results.length)));
    }
    return results;
  }

  /** Sends all of them at once. What fails because something before it did is waited for, and says nothing. */
  async #together(steps: readonly Step[], first: number): Promise<readonly StepResult[]> {
    const answers = steps.map((step, i) => this.#step(step, first + i));
    try {
      return await Promise.all(answers);
    } catch (error) {
      if (this.alive) await Promise.allSettled(answers);
      throw error;
    }
  }

  async #step(step: Step, index: number): Promise<StepResult> {
    if (!this.alive) throw new ConnectionLostError();
    const { text, parameters = [], rowMode, types, copyTo } = step;
    // If postgres.js stopped honouring it, the Bind would have no values, and the server would refuse it; the test of
    // round trips would say so.
    const ready = { parameters: parameters.map(toText) };
    const query = Object.assign(hearErrors(this.#sql.unsafe(text, [], extended)), ready);
    const rows = await query.raw().catch((error: unknown) => {
      throw this.#failure(error, index);
    });
    if (!Array.isArray(rows)) return this.#copy(rows, copyTo, index);
    if (copyTo !== undefined) {
      this.destroy();
      throw new TenantContextMismatchError('the COPY data is incomplete');
    }
    this.#follow(text);
    return toResult(rows, rowMode, types ?? pgTypes);
  }

  /** postgres.js gives the data as a stream, and no command tag. */
  async #copy(stream: Stream, sink: CopySink | undefined, index: number): Promise<StepResult> {
    this.#unread = stream;
    if (sink === undefined) {
      this.#stopCopy(stream);
      throw unexpectedCopy();
    }
    try {
      await handOn(stream, sink);
    } catch (error) {
      if (!(error instanceof postgres.PostgresError)) this.#stopCopy(stream);
      throw this.#failure(error, index);
    }
    this.#unread = undefined;
    return { command: 'COPY', rowCount: null, rows: [], fields: [] };
  }

  /** The server would send all of it before it notices that the connection ends. */
  #stopCopy(stream: Stream): void {
    drop(stream);
    this.cancel();
  }

  /**
   * Waits for `answer` as long as it can come. Not by Promise.race: a promise that lives as long as the connection
   * would keep every answer for as long.
   */
  #answer<T>(answer: PromiseLike<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      this.#giveUp = reject;
      if (this.#gone) reject(this.#gone);
      answer.then(resolve, reject);
    });
  }

  /** postgres.js does not tell the status; the steps that change it are the engine's own. */
  #follow(text: string): void {
    if (text.startsWith('begin ') || text.startsWith('rollback to savepoint ')) {
      this.status = 'transaction';
    } else if (text === 'commit' || text === 'rollback') {
      this.status = 'idle';
    }
  }

  #failure(error: unknown, step: number): unknown {
    const fatal = !(error instanceof postgres.PostgresError) || error.severity !== 'ERROR';
    if (fatal) {
      this.destroy();
      return error instanceof ConnectionLostError
        ? error
        : new ConnectionLostError({ cause: error });
    }
    this.status = this.status === 'idle' ? 'idle' : 'failed';
    const { table_name, constraint_name, column_name } = error;
    const fields = { table: table_name, constraint: constraint_name, column: column_name };
    const { code, message, detail } = error;
    return databaseError({ ...fields, code, message, detail, step }, error);
  }
}

interface RawRows extends ReadonlyArray<readonly (Buffer | null)[]> {
  readonly columns?: readonly { readonly name: string; readonly type: number }[];
  readonly command?: string;
  readonly count: number | null;
}

function toResult(rows: RawRows, rowMode: Step['rowMode'], types: TypeParsers): StepResult {
  const result = new ResultBuilder(types, rowMode);
  const columns = rows.columns ?? [];
  result.describe(columns.map(({ name, type }) => ({ name, dataTypeID: type })));
  for (const row of rows) result.add(row.map((value) => value?.toString('utf8') ?? null));
  result.command = rows.command ?? '';
  result.rowCount = rows.count;
  return result;
}

/** Steps that may be sent together: none behind a gate, a COPY by itself. */
function groups(steps: readonly Step[]): readonly (readonly Step[])[] {
  const result: Step[][] = [[]];
  for (const step of steps) {
    const last = result.at(-1)!;
    if (step.copyTo !== undefined || last.some(endsGroup)) result.push([step]);
    else last.push(step);
  }
  return result.filter(({ length }) => length > 0);
}

const endsGroup = ({ gate, copyTo }: Step) => gate === true || copyTo !== undefined;

function toText(value: string | Uint8Array | null): string | null {
  return value instanceof Uint8Array ? `\\x${Buffer.from(value).toString('hex')}` : value;
}
