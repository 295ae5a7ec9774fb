import type { Queryable } from '@startkit/tenancy/check';
import pg from 'pg';
import { connectionError } from '../../environment/connection-error.ts';
import { errorCode, OperationError } from '../../environment/errors.ts';
import { type Parameter, refuseOldServer, type Session } from '../../environment/session.ts';
import { describeTarget, parseTarget, type Target } from '../../environment/target.ts';
import { CopyIn } from './copy-in.ts';
import { CopyOut } from './copy-out.ts';

/** A {@link Session} that also copies rows, in and out, without holding them. By node-postgres, as the catalogs are read. */
export interface TransferSession extends Session, Queryable {
  /** The lines of a COPY ... TO STDOUT, each with its end. To be read to their end. */
  copyOut(text: string): AsyncIterable<string>;
  /** Sends lines to a COPY ... FROM STDIN. @returns how many rows the server took. */
  copyIn(text: string, lines: AsyncIterable<string>): Promise<number>;
}

const connectSeconds = 5;
/** admin_shutdown, crash_shutdown, database_dropped, idle_session_timeout: said before the connection is seen to end. */
const lastWords = ['57P01', '57P02', '57P04', '57P05'];

/**
 * Connects to `url`, hands the session to `work`, and closes it whatever happens.
 *
 * @param name what the server calls this session, in pg_stat_activity.
 * @throws OperationError `CONFIGURATION`, `CONNECTION_REFUSED`, `CONNECTION_LOST`, `SERVER_TOO_OLD`.
 */
export async function withTransfer<T>(
  url: string,
  name: string,
  work: (session: TransferSession) => Promise<T>,
): Promise<T> {
  const session = await openTransfer(url, name);
  try {
    return await work(session);
  } finally {
    await session.close();
  }
}

async function openTransfer(url: string, name: string): Promise<TransferSession> {
  const target = parseTarget(url);
  if (target === undefined) {
    throw new OperationError('CONFIGURATION', 'The connection string is malformed.');
  }
  const client = new pg.Client({
    connectionString: url,
    application_name: name,
    connectionTimeoutMillis: connectSeconds * 1000,
    keepAlive: true,
  });
  const state = { lost: false };
  client.on('error', () => (state.lost = true));
  client.on('end', () => (state.lost = true));
  const session = sessionOn(client, target, state);
  try {
    await client.connect();
    refuseOldServer(await majorVersion(session), target);
    return session;
  } catch (error) {
    await client.end().catch(() => undefined);
    throw connectionError(error, target, connectSeconds);
  }
}

function sessionOn(
  client: pg.Client,
  target: Target,
  state: { readonly lost: boolean },
): TransferSession {
  const isLost = (error: unknown) => state.lost || lastWords.includes(errorCode(error) ?? '');
  const explained = (error: unknown) => (isLost(error) ? connectionLost(target, error) : error);
  const send = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      throw explained(error);
    }
  };
  const session: TransferSession = {
    target,
    query: (text, values) => send(() => client.query(text, values)),
    run: async (text) => {
      await send(() => client.query(text));
    },
    rows: <Row extends object>(text: string, parameters: readonly Parameter[] = []) =>
      send(async () => (await client.query(text, [...parameters])).rows as Row[]),
    async transaction(work) {
      await session.run('begin');
      try {
        const result = await work();
        await session.run('commit');
        return result;
      } catch (error) {
        // When it cannot be sent, the connection is gone, and the server rolls back.
        await client.query('rollback').catch(() => undefined);
        throw error;
      }
    },
    async *copyOut(text) {
      const copy = new CopyOut(text);
      client.query(copy);
      try {
        yield* copy;
      } catch (error) {
        throw explained(error);
      }
    },
    copyIn: (text, lines) =>
      send(() => {
        const copy = new CopyIn(text, lines);
        client.query(copy);
        return copy.done;
      }),
    close: () => client.end(),
  };
  return session;
}

/** 15, 18. */
export async function majorVersion(session: Session): Promise<number> {
  const [row] = await session.rows<{ version: number }>(
    `select pg_catalog.current_setting('server_version_num')::int / 10000 as version`,
  );
  return row?.version ?? 0;
}

function connectionLost(target: Target, cause: unknown): OperationError {
  return new OperationError(
    'CONNECTION_LOST',
    `The connection to ${describeTarget(target)} was lost. An open transaction is rolled back by the server. Run ` +
      'the command again.',
    { cause },
  );
}
