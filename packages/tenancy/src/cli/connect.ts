import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { requestCancel } from '../client/drivers/cancel-request.ts';
import { connectionError, refuseMalformed } from '../client/drivers/connection-error.ts';
import { rowsOf, type Queryable } from '../catalog/queryable.ts';
import { ConfigurationError } from '../config/error.ts';

/** One connection for one command. */
export interface Connection {
  readonly db: Queryable;
  /** "shop on db.example.com:5432 as owner": safe to print. */
  readonly place: string;
  /** Ends it; the server rolls back what is open. */
  end(): Promise<void>;
}

export interface ConnectOptions {
  /** What the server calls the session. */
  readonly name: string;
  readonly signal: AbortSignal;
}

/** How long the server may take to connect, and for one statement, in ms. */
const connectTimeout = 10_000;
const statementTimeout = 120_000;
/** How long the server is asked to stop, in ms. */
const cancelTime = 100;
const oldestServer = 150_000;

/**
 * Connects with node-postgres, straight or through a pooler in session mode: what the session is set to is set by a statement,
 * because PgBouncer refuses settings that come with the connection. When the signal is aborted, the server is asked to stop, and
 * the connection is closed.
 *
 * @throws ConfigurationError when node-postgres is not installed, or the connection string is malformed.
 * @throws ConnectionError when the server cannot be reached or refuses; says what to do, and no password.
 */
export async function connect(url: string, { name, signal }: ConnectOptions): Promise<Connection> {
  signal.throwIfAborted();
  const { Client } = await nodePostgres();
  refuseUnreadable(url);
  const client = new Client({
    connectionString: url,
    application_name: name,
    connectionTimeoutMillis: connectTimeout,
    keepAlive: true,
  });
  // A connection that is lost between two statements: the next one fails with it.
  client.on('error', () => {});
  try {
    await client.connect();
    await client.query(`set statement_timeout = ${statementTimeout}`);
    await refuseOld(client);
  } catch (error) {
    await client.end().catch(() => {});
    throw connectionError(error, url);
  }
  const stop = () => {
    stopSession(client).catch(() => {});
  };
  signal.addEventListener('abort', stop, { once: true });
  return {
    db: client,
    place: `${client.database} on ${client.host}:${client.port} as ${client.user}`,
    async end() {
      signal.removeEventListener('abort', stop);
      await client.end().catch(() => {});
    },
  };
}

async function nodePostgres(): Promise<typeof pg> {
  try {
    return (await import('pg')).default;
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND') throw cause;
    throw new ConfigurationError('This command connects with node-postgres: npm install pg.', {
      cause,
    });
  }
}

function refuseUnreadable(url: string): void {
  try {
    refuseMalformed(url);
  } catch (cause) {
    throw new ConfigurationError((cause as Error).message, { cause });
  }
}

async function refuseOld(client: pg.Client): Promise<void> {
  const [row] = await rowsOf<{ version: string }>(
    client,
    `select pg_catalog.current_setting('server_version_num') as version`,
  );
  const version = Number(row?.version);
  if (version >= oldestServer) return;
  throw new Error(
    `the server is PostgreSQL ${Math.floor(version / 10_000)}, and 15 or newer is needed`,
  );
}

/** The statement that is running would go on, and hold its locks, until the server has rows to send. */
async function stopSession(client: pg.Client): Promise<void> {
  const { processID, secretKey } = client as unknown as { processID: number; secretKey: number };
  const { host, port } = client;
  await requestCancel({ host, port, processId: processID, secretKey }, sleep(cancelTime));
  await client.end();
}
