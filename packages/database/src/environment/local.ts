import { createHmac } from 'node:crypto';
import type { LocalPostgres } from '@startkit/local-postgres';
import { bootstrapSql, localDatabase } from './bootstrap.ts';
import { type ConnectionName, connections } from './connections.ts';
import { withLogin } from './target.ts';

/** The server of this clone, as one process uses it. */
export interface LocalServer {
  readonly host: string;
  readonly port: number;
  /** False when another process had started it. */
  readonly started: boolean;
  url(name: ConnectionName): string;
  /** The password the local server keeps for a login. */
  passwordOf(login: string): string;
}

// One a process, also when a bundler loads this module twice.
const key = Symbol.for('@startkit/database/local-server');
const shared = globalThis as { [key]?: Promise<LocalPostgres> | undefined };

/**
 * Starts the local server, or adopts the one that runs: once a process, however often it is called.
 *
 * @param directory the folder it lives in.
 * @throws LocalPostgresError when it cannot be started.
 */
export async function useLocalServer(
  directory: string,
  log?: (line: string) => void,
): Promise<LocalServer> {
  const current = (shared[key] ??= start(directory, log));
  try {
    return localServer(await current);
  } catch (error) {
    shared[key] = undefined;
    throw error;
  }
}

/** Gives the server back; the last process that does stops it. Does nothing when it is not used. */
export async function releaseLocalServer(): Promise<void> {
  const server = await shared[key]?.catch(() => undefined);
  shared[key] = undefined;
  await server?.release();
}

// Loaded on demand: a deployment has no use for a database server.
async function start(directory: string, log?: (line: string) => void): Promise<LocalPostgres> {
  const { useLocalPostgres } = await import('@startkit/local-postgres');
  return useLocalPostgres({
    directory,
    bootstrap: bootstrapSql,
    database: localDatabase,
    ...(log && { log }),
  });
}

function localServer(server: LocalPostgres): LocalServer {
  const kept = (login: string) => decodeURIComponent(new URL(server.url(login)).password);
  const passwordOf = (login: string) =>
    login === connections.backup.login ? derived(kept(connections.migration.login)) : kept(login);
  return {
    host: server.host,
    port: server.port,
    started: server.started,
    url: (name) => {
      const { login } = connections[name];
      return withLogin(server.url(connections.migration.login), login, passwordOf(login));
    },
    passwordOf,
  };
}

/** The backup login came later than the first clusters, which keep no password for it. */
function derived(password: string): string {
  return createHmac('sha256', password).update('backup login').digest('base64url');
}
