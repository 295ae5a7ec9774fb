import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { chmod, lstat, mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Binaries, runnableBinaries } from './binaries.ts';
import { createCluster, remove } from './cluster.ts';
import { newPassword, SUPERUSER } from './credentials.ts';
import { LocalPostgresError } from './errors.ts';
import { guardServer } from './guardian.ts';
import { freePort, HOST } from './port.ts';
import { findPostmaster } from './postmaster.ts';
import { isAlive, stampOf } from './processes.ts';
import { asUser, cleanEnvironment } from './run.ts';
import { CRASH_PATIENCE_MS, startServer, stopServer } from './server.ts';
import { type ServerUser, serverUserFor } from './server-user.ts';
import { connectionUrl } from './session.ts';
import { SHARED_ROOT } from './shared-folder.ts';

const PREFIX = 'startkit-throwaway-';

/** Fast instead of safe: nobody keeps this data. */
const SETTINGS = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  max_connections: '200',
} as const;

/** A server of one process, for tests. */
export interface ThrowawayPostgres {
  readonly host: typeof HOST;
  readonly port: number;
  /** The superuser's address. */
  adminUrl(database?: string): string;
  url(login: string, password: string, database: string): string;
  readonly directory: string;
  /** Stops the server and removes everything. Safe to call again. */
  stop(): Promise<void>;
  /** Stops it in good order when it runs, and starts it on the same port. */
  restart(): Promise<void>;
  /**
   * SIGKILL: the server crashes. `restart` brings it back, without the commits of the last moments unless the
   * setting `synchronous_commit` is `on`.
   */
  kill(): Promise<void>;
}

/**
 * A fresh, empty server with its own data, gone when this process ends, also when it is killed. What was left
 * behind all the same (the machine went down), the next call removes.
 * @param options.settings server settings, by name; they win over the defaults (fsync and the like off, 200 connections)
 * @throws LocalPostgresError
 */
export async function startThrowawayPostgres(
  options: { readonly settings?: Readonly<Record<string, string>> } = {},
): Promise<ThrowawayPostgres> {
  const user = await serverUserFor();
  const binaries = await runnableBinaries(user);
  const root = user === undefined ? tmpdir() : SHARED_ROOT;
  await removeAbandoned(root, binaries, user);

  const directory = await mkdtemp(join(root, PREFIX));
  const data = join(directory, 'data');
  const server = { binaries, user, data };
  const removeNow = () => {
    const stop = ['stop', '--pgdata', data, '--mode', 'immediate', '--silent'];
    spawnSync(binaries.pgCtl, stop, { ...asUser(user), cwd: '/', env: cleanEnvironment() });
    rmSync(directory, { recursive: true, force: true, maxRetries: 5, retryDelay: 20 });
  };
  process.once('exit', removeNow);
  const endWatch = guardServer(directory);
  const stop = async () => {
    await stopServer(server, 'immediate');
    await remove(directory);
    process.removeListener('exit', removeNow);
    endWatch();
  };

  const password = newPassword();
  const start = (preferredPort?: number) =>
    startServer({
      ...server,
      logFile: join(directory, 'server.log'),
      preferredPort,
      settings: { ...SETTINGS, ...options.settings },
      detached: false,
    });
  try {
    await chmod(directory, 0o711);
    await writeFile(join(directory, 'owner'), await stampOf());
    await createCluster({ binaries, user, home: directory, password, sync: false });
    const { port } = await start();
    return {
      host: HOST,
      port,
      adminUrl: (database = 'postgres') => connectionUrl(SUPERUSER, password, port, database),
      url: (login, secret, database) => connectionUrl(login, secret, port, database),
      directory,
      stop,
      async restart() {
        await stopServer(server, 'fast');
        const again = await start(port);
        if (again.port === port) return;
        await stopServer(server, 'fast');
        throw new LocalPostgresError(
          'START_FAILED',
          `Another program took port ${port} while the server was down. It is stopped, its data is kept.`,
        );
      },
      kill: () => crash(data),
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function crash(data: string): Promise<void> {
  const found = await findPostmaster(data);
  if (found.state !== 'running') return;
  process.kill(found.pid, 'SIGKILL');
  while ((await findPostmaster(data)).state === 'running') await sleep(5);
  // Until its children are gone too: from here on connections are refused.
  await freePort(found.port, CRASH_PATIENCE_MS);
}

/** Removes the servers of processes that were killed. Several test processes may do so at once. */
async function removeAbandoned(
  root: string,
  binaries: Binaries,
  user: ServerUser | undefined,
): Promise<void> {
  for (const name of await readdir(root)) {
    if (!name.startsWith(PREFIX)) continue;
    const directory = join(root, name);
    const found = await lstat(directory).catch(() => undefined);
    if (found?.isDirectory() !== true || found.uid !== process.getuid?.()) continue;
    // Without an owner it is just being made by another process.
    const owner = await readFile(join(directory, 'owner'), 'utf8').catch(() => undefined);
    if (owner === undefined || (await isAlive(owner))) continue;
    await stopServer({ binaries, user, data: join(directory, 'data') }, 'immediate');
    await remove(directory);
  }
}
