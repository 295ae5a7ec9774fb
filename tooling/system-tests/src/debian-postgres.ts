import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chown, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { serverAccount } from './accounts.ts';
import { startDaemon } from './daemon.ts';
import { makeFolder, removeFolder } from './folder.ts';
import { unusedPort } from './port.ts';
import { query } from './query.ts';
import type { Server } from './server.ts';

/** Debian 12's own version. */
export const debianMajor = 15;

const binaries = `/usr/lib/postgresql/${debianMajor}/bin`;
const superuser = 'admin';

/** Fast instead of safe, as nobody keeps this data. */
const settings = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  max_connections: 200,
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
};

/**
 * A fresh cluster of Debian's PostgreSQL, apart from those the package itself makes. TCP on this
 * machine is the one way in, with a password.
 */
export async function startDebianPostgres(): Promise<Server> {
  const account = serverAccount();
  const folder = await makeFolder('postgres', account);
  const data = join(folder, 'data');
  const password = randomBytes(16).toString('hex');
  const passwordFile = join(folder, 'password');
  await writeFile(passwordFile, password, { mode: 0o600 });
  if (account !== undefined) await chown(passwordFile, account.uid, account.gid);
  const initdb = [
    `--pgdata=${data}`,
    `--username=${superuser}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    '--no-sync',
  ];
  const stdio = ['ignore', 'ignore', 'pipe'] as const;
  execFileSync(join(binaries, 'initdb'), initdb, { cwd: folder, stdio: [...stdio], ...account });
  const port = await unusedPort();
  const adminUrl = (database = 'postgres') =>
    `postgres://${superuser}:${password}@127.0.0.1:${port}/${database}`;
  const daemon = await startDaemon({
    command: join(binaries, 'postgres'),
    parameters: ['-D', data, ...Object.entries({ ...settings, port }).map(asParameter)],
    folder,
    account,
    isReady: () =>
      query(adminUrl(), 'select 1').then(
        () => true,
        () => false,
      ),
  });
  return {
    port,
    adminUrl,
    stop: async () => {
      await daemon.stop();
      await removeFolder(folder);
    },
  };
}

function asParameter([name, value]: readonly [string, string | number]): string {
  return `--${name.replaceAll('_', '-')}=${value}`;
}
