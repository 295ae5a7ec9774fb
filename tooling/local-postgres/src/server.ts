import { spawn } from 'node:child_process';
import { open, readFile, rename } from 'node:fs/promises';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Binaries } from './binaries.ts';
import { LocalPostgresError, lastLines } from './errors.ts';
import { freePort, HOST } from './port.ts';
import { disownPid, findPostmaster } from './postmaster.ts';
import { asUser, cleanEnvironment, run } from './run.ts';
import type { ServerUser } from './server-user.ts';

/** How long a server may take to come up, recovery after a crash included. */
export const START_PATIENCE_MS = 15_000;
/** How long the children of a killed server may hold its port. */
export const CRASH_PATIENCE_MS = 2_000;
const POLL_MS = 10;

export interface ServerOptions {
  readonly binaries: Binaries;
  readonly user: ServerUser | undefined;
  readonly data: string;
  readonly logFile: string;
  /** Tried first; another free one is taken when it is not free. */
  readonly preferredPort?: number | undefined;
  readonly settings?: Readonly<Record<string, string>>;
  /** In a session of its own: neither Ctrl-C in this terminal nor this process's death ends it. */
  readonly detached: boolean;
}

export interface RunningServer {
  readonly pid: number;
  readonly port: number;
}

/**
 * Starts a server on data that has none, and returns when it takes connections.
 * @throws LocalPostgresError START_FAILED, with the last lines of its log
 */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const deadline = Date.now() + START_PATIENCE_MS;
  let preferredPort = options.preferredPort;
  await keepPreviousLog(options.logFile);
  for (;;) {
    const found = await findPostmaster(options.data);
    const isAfterCrash = found.state === 'stale';
    if (isAfterCrash) await disownPid(options.data);
    const port = await freePort(preferredPort, isAfterCrash ? CRASH_PATIENCE_MS : 0);
    const outcome = await attempt(options, port, deadline);
    if (typeof outcome === 'object') return outcome;
    if (outcome === 'failed' || Date.now() > deadline) throw await startFailed(options);
    // Somebody took the port between the look and the start.
    if (outcome === 'port-taken') preferredPort = undefined;
    // The killed server's children are still ending.
    if (outcome === 'predecessor-ending') await sleep(10 * POLL_MS);
  }
}

type Failure = 'port-taken' | 'predecessor-ending' | 'failed';

async function attempt(
  options: ServerOptions,
  port: number,
  deadline: number,
): Promise<RunningServer | Failure> {
  const log = await open(options.logFile, 'a', 0o600);
  const { size } = await log.stat();
  const child = spawn(options.binaries.postgres, serverArguments(options, port), {
    ...asUser(options.user),
    cwd: '/',
    env: cleanEnvironment(),
    stdio: ['ignore', log.fd, log.fd],
    detached: options.detached,
  });
  // The server must not keep this process from ending.
  child.unref();
  let ended = false;
  child.once('exit', () => {
    ended = true;
  });
  try {
    await once(child, 'spawn');
  } finally {
    await log.close();
  }
  while (!ended && Date.now() < deadline) {
    const found = await findPostmaster(options.data);
    if (found.state === 'running' && found.pid === child.pid && found.ready) {
      return { pid: found.pid, port };
    }
    await sleep(POLL_MS);
  }
  if (!ended) child.kill('SIGQUIT');
  return ended ? failureIn((await readFile(options.logFile)).subarray(size).toString()) : 'failed';
}

function serverArguments({ data, settings }: ServerOptions, port: number): readonly string[] {
  const all = {
    listen_addresses: HOST,
    port: String(port),
    unix_socket_directories: '',
    ...settings,
  };
  return [
    '-D',
    data,
    ...Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ];
}

function failureIn(log: string): Failure {
  if (log.includes('is still in use')) return 'predecessor-ending';
  if (log.includes('could not bind') || log.includes('could not create any TCP/IP sockets')) {
    return 'port-taken';
  }
  return 'failed';
}

/** An error must quote this start only: older lines may hold statements. */
async function keepPreviousLog(logFile: string): Promise<void> {
  await rename(logFile, `${logFile}.previous`).catch(() => undefined);
}

async function startFailed({ data, logFile }: ServerOptions): Promise<LocalPostgresError> {
  const log = await readFile(logFile, 'utf8');
  return new LocalPostgresError(
    'START_FAILED',
    `PostgreSQL did not come up on ${data} (it gets ${START_PATIENCE_MS / 1000} s). The data was kept. ` +
      `Its log (${logFile}) ends with:\n${lastLines(log)}`,
  );
}

/** `fast` ends sessions and writes everything down; `immediate` is a crash on purpose, for data nobody wants. */
export type StopMode = 'fast' | 'immediate';

/**
 * Stops the server of a data folder, and returns when it is gone. Does nothing when none runs.
 * @throws LocalPostgresError STOP_FAILED
 */
export async function stopServer(
  { binaries, user, data }: Pick<ServerOptions, 'binaries' | 'user' | 'data'>,
  mode: StopMode,
): Promise<void> {
  // pg_ctl trusts the pid file, and would signal whoever has a stale pid now.
  if ((await findPostmaster(data)).state !== 'running') return;
  const stop = ['stop', '--pgdata', data, '--mode', mode, '--wait', '--timeout', '60', '--silent'];
  const { output } = await run(binaries.pgCtl, stop, user);
  if ((await findPostmaster(data)).state !== 'running') return;
  throw new LocalPostgresError(
    'STOP_FAILED',
    `PostgreSQL on ${data} did not stop within 60 s and still runs. The data was kept. pg_ctl says:\n${lastLines(output)}`,
  );
}
