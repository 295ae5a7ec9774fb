import postgres from 'postgres';
import { connectionError } from './connection-error.ts';
import { withinSeconds } from './deadline.ts';
import { OperationError } from './errors.ts';
import { type Interruption, interruptionOf } from './interruption.ts';
import { describeTarget, parseTarget, type Target } from './target.ts';

/** One connection to the database, for scripts: it never reconnects. */
export interface Session {
  readonly target: Target;
  /** Runs SQL text, one statement or several, without parameters. */
  run(text: string): Promise<void>;
  /** Runs one statement with bound parameters and returns its rows. */
  rows<Row extends object>(
    text: string,
    parameters?: readonly Parameter[],
  ): Promise<readonly Row[]>;
  /** Runs `work` in a transaction: it is committed as a whole or rolled back as a whole. */
  transaction<T>(work: () => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

export type Parameter = string | number | boolean | null;

export interface SessionOptions {
  /** What the server calls this session, in pg_stat_activity. */
  readonly name?: string;
  /** Seconds to wait for the server. Default 5. */
  readonly connectSeconds?: number;
  /** Warnings of the server. Default: they are dropped. */
  readonly onWarning?: (text: string) => void;
  /** Once it is aborted, what runs is cancelled, its transaction rolled back, and nothing else sent: `INTERRUPTED`. */
  readonly signal?: AbortSignal | undefined;
}

const oldestServer = 15;

/**
 * Connects, and checks that the server is PostgreSQL 15 or newer.
 *
 * @throws OperationError `CONNECTION_REFUSED` when the server cannot be reached, or refuses the
 * login or the database; `SERVER_TOO_OLD`; `CONFIGURATION` when `url` is malformed. What a session runs
 * throws `CONNECTION_LOST` and `INTERRUPTED`.
 */
export async function openSession(url: string, options: SessionOptions = {}): Promise<Session> {
  const target = parseTarget(url);
  if (target === undefined) {
    throw new OperationError('CONFIGURATION', 'The connection string is malformed.');
  }
  const seconds = options.connectSeconds ?? 5;
  // The driver connects again when a connection is lost: the rest of a transaction would then run,
  // and commit, on its own. So what is lost stays lost.
  const state = { lost: false };
  const sql = postgres(url, {
    max: 1,
    idle_timeout: 0,
    max_lifetime: null,
    connect_timeout: seconds,
    fetch_types: false,
    connection: { application_name: options.name ?? 'startkit' },
    onclose: () => {
      state.lost = true;
    },
    onnotice: (notice) => {
      if (notice['severity'] === 'WARNING') options.onWarning?.(notice['message'] ?? '');
    },
  });
  try {
    const { version, backend } = await withinSeconds(seconds, readServer(sql));
    refuseOldServer(version, target);
    const interruption = interruptionOf(options.signal, { url, target, backend });
    return sessionOn(sql, target, state, interruption);
  } catch (error) {
    await sql.end({ timeout: 0 });
    throw connectionError(error, target, seconds);
  }
}

/** Opens a session, hands it to `work`, and closes it whatever happens. */
export async function withSession<T>(
  url: string,
  work: (session: Session) => Promise<T>,
  options?: SessionOptions,
): Promise<T> {
  const session = await openSession(url, options);
  try {
    return await work(session);
  } finally {
    await session.close();
  }
}

function sessionOn(
  sql: postgres.Sql,
  target: Target,
  state: { readonly lost: boolean },
  interruption: Interruption,
): Session {
  async function send<T>(query: () => Promise<T>): Promise<T> {
    if (state.lost) throw connectionLost(target);
    if (interruption.happened) throw await interruption.error();
    try {
      return await query();
    } catch (error) {
      if (state.lost) throw connectionLost(target, error);
      if (interruption.happened) throw await interruption.error(error);
      throw error;
    }
  }
  const session: Session = {
    target,
    async run(text) {
      await send(() => sql.unsafe(text).simple());
    },
    rows: <Row extends object>(text: string, parameters: readonly Parameter[] = []) =>
      send(async () => [...(await sql.unsafe<Row[]>(text, [...parameters]))]),
    async transaction(work) {
      await session.run('begin');
      try {
        const begun = await transactionId(session);
        const result = await work();
        if ((await transactionId(session)) !== begun) throw endedItself();
        await session.run('commit');
        return result;
      } catch (error) {
        // When it cannot be sent, the connection is gone, and the server rolls back.
        await sql
          .unsafe('rollback')
          .simple()
          .catch(() => undefined);
        throw error;
      }
    },
    async close() {
      interruption.end();
      await sql.end({ timeout: 1 });
    },
  };
  return session;
}

async function transactionId(session: Session): Promise<string | undefined> {
  const rows = await session.rows<{ id: string }>(
    'select pg_catalog.pg_current_xact_id()::text as id',
  );
  return rows[0]?.id;
}

async function readServer(
  sql: postgres.Sql,
): Promise<{ readonly version: number; readonly backend: number }> {
  const [row] = await sql.unsafe<{ version: string; backend: string }[]>(
    `select current_setting('server_version_num') as version, pg_catalog.pg_backend_pid()::text as backend`,
  );
  return { version: Math.floor(Number(row?.version) / 10_000), backend: Number(row?.backend) };
}

/** @throws OperationError `SERVER_TOO_OLD`; `version` is the major one. */
export function refuseOldServer(version: number, target: Target): void {
  if (version >= oldestServer) return;
  throw new OperationError(
    'SERVER_TOO_OLD',
    `The server at ${describeTarget(target)} is PostgreSQL ${version}. PostgreSQL ${oldestServer} ` +
      'or newer is needed. Nothing was changed.',
  );
}

function connectionLost(target: Target, cause?: unknown): OperationError {
  return new OperationError(
    'CONNECTION_LOST',
    `The connection to ${describeTarget(target)} was lost. An open transaction is rolled back by ` +
      'the server. Run the command again; db:status says what is applied.',
    { cause },
  );
}

function endedItself(): OperationError {
  return new OperationError(
    'MIGRATION_FAILED',
    'The SQL ended its own transaction (a COMMIT or ROLLBACK in the text), so that it is no longer ' +
      'applied as a whole. What came before the COMMIT is kept. Remove the COMMIT or ROLLBACK, and ' +
      'look at the database before you run it again.',
  );
}
