import type { Readable } from 'node:stream';
import postgres from 'postgres';
import { ConnectionLostError } from '../../errors/client.ts';
import { TenantContextMismatchError } from '../../errors/context.ts';
import { databaseError } from '../../errors/database.ts';
import type {
  Driver,
  DriverConnection,
  Step,
  StepResult,
  TransactionStatus,
  TypeParsers,
} from '../driver.ts';
import { pgTypes } from './pg-types.ts';
import { connectTimeout, withinConnectTimeout } from '../deadline.ts';
import { requestCancel } from './cancel-request.ts';
import { connectionError, refuseMalformed } from './connection-error.ts';
import { ResultBuilder } from './result-builder.ts';
import { refusesStartupSettings, sessionSettings } from './session-settings.ts';

// Never the simple protocol: it would run several statements in one text. (`simple` is not typed.)
const extended = { simple: false, prepare: false } as postgres.UnsafeQueryOptions;

type Options = postgres.Options<Record<string, never>>;

export interface PostgresJsOptions {
  /** The connection string, or a function that finds it out when it is needed. */
  readonly connectionString: string | (() => Promise<string>);
  readonly ssl?: Options['ssl'];
}

/**
 * Connections by postgres.js, each an instance of its own with `max: 1`: postgres.js reconnects behind
 * the caller's back, and what then runs runs in a session that has no context. Here a closed connection
 * stays closed: whatever is still sent to it is refused.
 *
 * A unit takes a round trip a step: postgres.js describes an unknown statement before it binds, and a
 * pipelined COMMIT would overtake it.
 */
export function postgresJs({ connectionString, ssl }: PostgresJsOptions): Driver {
  let settings = sessionSettings;

  async function connect(url: string): Promise<DriverConnection> {
    const connection = new PostgresJsConnection(url, settings, ssl);
    await connection.open();
    return connection;
  }

  return {
    name: 'postgres-js',
    async connect() {
      const url =
        typeof connectionString === 'string' ? connectionString : await connectionString();
      refuseMalformed(url);
      try {
        return await connect(url).catch((error: unknown) => {
          if (!refusesStartupSettings(error)) throw error;
          settings = {};
          return connect(url);
        });
      } catch (error) {
        throw connectionError(error, url);
      }
    },
    close: async () => {},
  };
}

class PostgresJsConnection implements DriverConnection {
  readonly #sql: postgres.Sql;
  /** Rejects once the connection is gone, so that nothing waits for an answer that cannot come. */
  readonly #gone: Promise<never>;
  #reportGone!: (error: Error) => void;
  /** How the server calls this session. */
  #session = { pid: 0, secret: 0 };
  alive = true;
  status: TransactionStatus = 'idle';

  constructor(url: string, settings: Readonly<Record<string, string>>, ssl: Options['ssl']) {
    this.#gone = new Promise((_, reject) => (this.#reportGone = reject));
    this.#gone.catch(() => {});
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
    sendTextAsIs(this.#sql);
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

  async run(steps: readonly Step[]): Promise<readonly StepResult[]> {
    const results: StepResult[] = [];
    for (const [i, step] of steps.entries()) results.push(await this.#step(step, i));
    return results;
  }

  /** Not postgres.js' own cancel(): where the server is not to be reached, it rejects a promise that nobody has. */
  cancel(): void {
    if (!this.alive) return;
    this.alive = false;
    const { pid: processId, secret: secretKey } = this.#session;
    const { host, port } = this.#sql.options;
    const target = { host: host[0]!, port: port[0]!, processId, secretKey };
    void requestCancel(target).then(() => this.#cut());
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
    this.#reportGone(new ConnectionLostError());
    this.#sql.end({ timeout: 0 }).catch(() => {
      // It is being cut; how it ends does not matter.
    });
  }

  async #step({ text, parameters = [], rowMode, types }: Step, index: number): Promise<StepResult> {
    if (!this.alive) throw new ConnectionLostError();
    const query = this.#sql.unsafe(text, parameters.map(toText), extended);
    const rows = await this.#answer(query.raw()).catch((error: unknown) => {
      throw this.#failure(error, index);
    });
    if (!Array.isArray(rows)) throw this.#refuseStream(rows);
    this.#follow(text);
    return toResult(rows, rowMode, types ?? pgTypes);
  }

  /** COPY: postgres.js gives a stream, which nobody reads, and whose error nobody would hear. */
  #refuseStream(stream: unknown): Error {
    (stream as Readable).on('error', () => {});
    this.destroy();
    return new TenantContextMismatchError('COPY data cannot be confirmed');
  }

  async #answer<T>(query: PromiseLike<T>): Promise<T> {
    return await Promise.race([query, this.#gone]);
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

/** Parameters are serialized already: postgres.js must not do it again (a JSON text would be quoted). */
function sendTextAsIs(sql: postgres.Sql): void {
  const serializers = sql.options.serializers as Record<number, (value: unknown) => unknown>;
  for (const oid of Object.keys(serializers)) serializers[Number(oid)] = (value) => value;
}

function toText(value: string | Uint8Array | null): string | null {
  return value instanceof Uint8Array ? `\\x${Buffer.from(value).toString('hex')}` : value;
}
