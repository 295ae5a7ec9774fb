import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Binaries, resolveBinaries, runnableBinaries } from './binaries.ts';
import { bootstrapCluster, bootstrapSql, type Bootstrap } from './bootstrap.ts';
import { createCluster, hasCluster } from './cluster.ts';
import { type Credentials, SUPERUSER } from './credentials.ts';
import { dataHome } from './data-home.ts';
import { LocalPostgresError, systemCode } from './errors.ts';
import { findPostmaster } from './postmaster.ts';
import { START_PATIENCE_MS, startServer, stopServer } from './server.ts';
import { type ServerUser, serverUserFor } from './server-user.ts';
import { asSuperuser } from './session.ts';

interface Wanted {
  readonly directory: string;
  readonly database: string;
  readonly bootstrap: Bootstrap;
  readonly credentials: Credentials;
  readonly log: (line: string) => void;
}

/** A running server and how to stop it. */
export interface Service {
  readonly binaries: Binaries;
  readonly user: ServerUser | undefined;
  readonly data: string;
  readonly port: number;
  /** False when it ran already. */
  readonly started: boolean;
}

/** Sees to it that the directory's server runs, answers to our credentials and has the database. Call it under the lock. */
export async function ensureServer(wanted: Wanted): Promise<Service> {
  const { directory, credentials, log } = wanted;
  const user = await serverUserFor(join(directory, 'data'));
  const home = await dataHome(directory, user, log);
  const data = join(home, 'data');
  const isOld = await hasCluster(data, resolveBinaries());
  if (isOld) requireSuperuserPassword(credentials, directory, data);

  const port = isOld ? await adopt(wanted, data) : undefined;
  const binaries = await runnableBinaries(user);
  if (port !== undefined) return { binaries, user, data, port, started: false };
  return start(wanted, { binaries, user, home, data, isOld });
}

/** The port of the server that runs, once it answers; undefined when none runs. */
async function adopt(wanted: Wanted, data: string): Promise<number | undefined> {
  const deadline = Date.now() + START_PATIENCE_MS;
  for (;;) {
    const found = await findPostmaster(data);
    if (found.state !== 'running') return undefined;
    if (found.ready) {
      await confirm(wanted, data, found.port);
      wanted.log(`PostgreSQL already runs on port ${found.port}`);
      return found.port;
    }
    if (Date.now() > deadline) {
      throw new LocalPostgresError(
        'START_FAILED',
        `A PostgreSQL server runs on ${data} (process ${found.pid}) but takes no connections. It was left alone. ` +
          `Look at ${join(wanted.directory, 'server.log')}, stop it (kill -INT ${found.pid}) and start again.`,
      );
    }
    await sleep(50);
  }
}

async function start(
  wanted: Wanted,
  place: Pick<Service, 'binaries' | 'user' | 'data'> & {
    readonly home: string;
    readonly isOld: boolean;
  },
): Promise<Service> {
  const { directory, database, bootstrap, credentials, log } = wanted;
  const { home, isOld, ...server } = place;
  const logFile = join(directory, 'server.log');
  if (!isOld) {
    log(`Making a new PostgreSQL ${server.binaries.version} database in ${home}`);
    const password = credentials.issue(SUPERUSER);
    const sql = await bootstrapSql(bootstrap, credentials);
    const prepare = (data: string) =>
      bootstrapCluster({ ...server, data, logFile }, database, sql, credentials);
    await createCluster({ ...server, home, password, sync: true, prepare });
  }
  const portFile = join(directory, 'port');
  const preferredPort = Number(await readFile(portFile, 'utf8').catch(() => '')) || undefined;
  const { port } = await startServer({ ...server, logFile, preferredPort, detached: true });
  try {
    await writeFile(portFile, `${port}\n`);
    await confirm(wanted, server.data, port);
  } catch (error) {
    await stopServer(server, 'fast');
    throw error;
  }
  log(`PostgreSQL started on port ${port}`);
  return { ...server, port, started: true };
}

/** Makes sure that what answers is the server of this data, with our password, and has the database. */
async function confirm(wanted: Wanted, data: string, port: number): Promise<void> {
  const { credentials, database } = wanted;
  const answer = await asSuperuser({ port, password: credentials.issue(SUPERUSER) }, (client) =>
    client.query<{ data: string; exists: boolean }>(
      `select current_setting('data_directory') as data,
              exists (select from pg_database where datname = $1) as exists`,
      [database],
    ),
  ).catch((cause: unknown) => {
    throw new LocalPostgresError(
      'CREDENTIALS_UNUSABLE',
      `The server of ${data} on port ${port} does not accept the superuser's password of this folder ` +
        `(${systemCode(cause) ?? 'no answer'}). The data was kept. Put the credentials file back that belongs to it, or move the data away.`,
    );
  });
  const [row] = answer.rows;
  if (row?.data !== data) {
    throw new LocalPostgresError(
      'START_FAILED',
      `Port ${port} is answered by a server of ${row?.data ?? 'unknown data'}, not of ${data}. Nothing was changed. Stop that server and start again.`,
    );
  }
  if (row.exists) return;
  throw new LocalPostgresError(
    'DATA_FOREIGN',
    `The local PostgreSQL in ${data} has no database ${database}: it was made for another one. Nothing was changed. ` +
      'Ask for that one, name another directory, or move the data away.',
  );
}

function requireSuperuserPassword(credentials: Credentials, directory: string, data: string): void {
  if (credentials.find(SUPERUSER) !== undefined) return;
  throw new LocalPostgresError(
    'CREDENTIALS_UNUSABLE',
    `${join(directory, 'credentials.json')} is gone, and without it nobody can sign in to ${data}. The data was kept. ` +
      'Put the file back, or move the data away for a new database.',
  );
}
