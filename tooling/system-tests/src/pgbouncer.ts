import { chown, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { serverAccount } from './accounts.ts';
import { startDaemon } from './daemon.ts';
import { makeFolder, removeFolder } from './folder.ts';
import { run } from './run.ts';
import { isListening, unusedPort } from './port.ts';

/** The versions that .ci/install-pgbouncer.sh installs. */
export const pgbouncers = {
  '1.18': '/usr/sbin/pgbouncer',
  '1.24': '/opt/startkit/pgbouncer-1.24/pgbouncer',
} as const;

export interface PgbouncerOptions {
  readonly binary: string;
  /** The server's port on this machine. */
  readonly serverPort: number;
  /** The connection strings that will go through it: where their logins and passwords are read. */
  readonly urls: readonly string[];
  /** Server connections at most, of each login and database. */
  readonly poolSize: number;
}

export interface Pgbouncer {
  /** The same connection string, through the pooler. */
  through(url: string): string;
  /** What it says it is, such as `PgBouncer 1.24.1`. */
  version(): Promise<string>;
  stop(): Promise<void>;
}

/** PgBouncer in transaction mode in front of a server. */
export async function startPgbouncer(options: PgbouncerOptions): Promise<Pgbouncer> {
  const account = serverAccount();
  const folder = await makeFolder('pgbouncer', account);
  const port = await unusedPort();
  const files = { 'pgbouncer.ini': configuration(options, folder, port), users: users(options) };
  for (const [name, text] of Object.entries(files)) {
    await writeFile(join(folder, name), text, { mode: 0o600 });
    if (account !== undefined) await chown(join(folder, name), account.uid, account.gid);
  }
  const daemon = await startDaemon({
    command: options.binary,
    parameters: ['--quiet', join(folder, 'pgbouncer.ini')],
    folder,
    account,
    isReady: () => isListening(port),
  });
  return {
    through: (url) => Object.assign(new URL(url), { port }).toString(),
    version: async () => (await run(options.binary, ['--version'], { folder })).output,
    stop: async () => {
      await daemon.stop();
      await removeFolder(folder);
    },
  };
}

function configuration(
  { serverPort, poolSize }: PgbouncerOptions,
  folder: string,
  port: number,
): string {
  return `[databases]
* = host=127.0.0.1 port=${serverPort}

[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = scram-sha-256
auth_file = ${join(folder, 'users')}
pool_mode = transaction
default_pool_size = ${poolSize}
max_client_conn = 500
log_connections = 0
log_disconnections = 0
`;
}

/** With the passwords themselves: PgBouncer needs them to log in to the server. */
function users({ urls }: PgbouncerOptions): string {
  const lines = urls.map((url) => {
    const { username, password } = new URL(url);
    return `"${decodeURIComponent(username)}" "${decodeURIComponent(password)}"\n`;
  });
  return [...new Set(lines)].join('');
}
