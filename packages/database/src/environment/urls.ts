import { type Environment, readEnvironment } from '../env.ts';
import type { ConnectionName } from './connections.ts';
import { releaseLocalServer, useLocalServer } from './local.ts';

/** The connection strings. Reading one that the environment lacks throws. */
export interface ConnectionUrls extends Readonly<Record<ConnectionName, string>> {
  /** Gives the local server back, when it was used. */
  release(): Promise<void>;
}

export interface ConnectionUrlsOptions {
  readonly environment?: Environment;
  readonly log?: (line: string) => void;
}

/**
 * The connection string of one connection. Without any in the environment, the local server's:
 * started, or adopted, once a process.
 *
 * @throws OperationError `CONFIGURATION` when the environment is malformed or lacks this one.
 * @throws LocalPostgresError when the local server cannot be started.
 */
export async function connectionUrl(
  name: ConnectionName,
  options: ConnectionUrlsOptions = {},
): Promise<string> {
  return (await connectionUrls(options))[name];
}

/** All four of them. Throws as {@link connectionUrl}, a missing one when it is read. */
export async function connectionUrls(options: ConnectionUrlsOptions = {}): Promise<ConnectionUrls> {
  const environment = options.environment ?? readEnvironment();
  if (environment.mode === 'urls') return withRelease((name) => environment[name]);
  const server = await useLocalServer(environment.directory, options.log);
  return withRelease((name) => server.url(name));
}

function withRelease(urlOf: (name: ConnectionName) => string): ConnectionUrls {
  return {
    get app() {
      return urlOf('app');
    },
    get portal() {
      return urlOf('portal');
    },
    get superadmin() {
      return urlOf('superadmin');
    },
    get backup() {
      return urlOf('backup');
    },
    get migration() {
      return urlOf('migration');
    },
    release: releaseLocalServer,
  };
}
