import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Bootstrap } from './bootstrap.ts';
import { type Credentials, openCredentials, SUPERUSER } from './credentials.ts';
import { explain, openDirectory } from './directory.ts';
import { LocalPostgresError } from './errors.ts';
import { ensureServer, type Service } from './ensure-server.ts';
import { returnLease, takeLease } from './leases.ts';
import { withLock } from './lock.ts';
import { HOST } from './port.ts';
import { stopServer } from './server.ts';
import { connectionUrl } from './session.ts';

export interface LocalPostgresOptions {
  /** Where the server keeps everything: made on demand, never under version control. One server per folder. */
  readonly directory: string;
  /**
   * Returns SQL that runs once, as superuser, in `database`, as one transaction, when the cluster is new. `passwordOf`
   * gives the random password of a login, to be put into `create role ... password '...'`.
   */
  readonly bootstrap: Bootstrap;
  /** The database that is made (empty) before `bootstrap`, and that `url` names by default. */
  readonly database: string;
  /** Told what is going on, a line at a time. */
  readonly log?: (line: string) => void;
}

/** A share in a running server. */
export interface LocalPostgres {
  readonly host: typeof HOST;
  readonly port: number;
  /** The address for a login that `bootstrap` made. Throws LocalPostgresError LOGIN_UNKNOWN for any other. */
  url(login: string, database?: string): string;
  readonly directory: string;
  /** False when the server ran already. */
  readonly started: boolean;
  /** Gives the share back. The last one stops the server. Safe to call again. */
  release(): Promise<void>;
}

/**
 * The PostgreSQL server of a directory, shared by all processes that call this: started when none runs, adopted when one does,
 * mended after a crash. It outlives the process that started it; it stops when the last user calls `release`.
 *
 * A directory serves one machine or container at a time: processes that cannot see each other cannot share it.
 * @throws LocalPostgresError, with nothing of value deleted
 */
export async function useLocalPostgres(options: LocalPostgresOptions): Promise<LocalPostgres> {
  const directory = await openDirectory(options.directory);
  const log = options.log ?? (() => undefined);
  const share = withLock<LocalPostgres>(directory, async () => {
    const credentials = await openCredentials(directory);
    const service = await ensureServer({ ...options, directory, credentials, log });
    const lease = await takeLease(directory);
    let released: Promise<void> | undefined;
    return {
      host: HOST,
      port: service.port,
      url: (login, database = options.database) =>
        connectionUrl(login, passwordFor(login, credentials, directory), service.port, database),
      directory,
      started: service.started,
      release: () => (released ??= release(directory, lease, service, log)),
    };
  });
  return share.catch((error: unknown) => {
    throw explain(error, directory);
  });
}

async function release(
  directory: string,
  lease: Awaited<ReturnType<typeof takeLease>>,
  service: Service,
  log: (line: string) => void,
): Promise<void> {
  // Whoever removed the folder under the server has stopped it: PostgreSQL looks every minute.
  if (!existsSync(join(directory, 'leases'))) return;
  await withLock(directory, async () => {
    if ((await returnLease(directory, lease)) > 0) return;
    await stopServer(service, 'fast');
    log('PostgreSQL stopped');
  });
}

function passwordFor(login: string, credentials: Credentials, directory: string): string {
  const password = login === SUPERUSER ? undefined : credentials.find(login);
  if (password !== undefined) return password;
  throw new LocalPostgresError(
    'LOGIN_UNKNOWN',
    `The database in ${directory} has no login ${login} to hand out: the bootstrap that made it never asked for its password. ` +
      'Use another login, or make the database anew.',
  );
}
