import { chown, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Binaries } from './binaries.ts';
import { SUPERUSER } from './credentials.ts';
import { LocalPostgresError, lastLines, systemCode } from './errors.ts';
import { HOST } from './port.ts';
import { run } from './run.ts';
import { stopServer } from './server.ts';
import type { ServerUser } from './server-user.ts';

/** The one way in: TCP on this machine, with a password. */
const HBA = `host all all ${HOST}/32 scram-sha-256\n`;
const UNFINISHED = 'init-';

export interface ClusterOptions {
  readonly binaries: Binaries;
  readonly user: ServerUser | undefined;
  /** The folder that gets `data`. */
  readonly home: string;
  /** The superuser's. */
  readonly password: string;
  /** Write through to the disk. Off only for data nobody wants to keep. */
  readonly sync: boolean;
  /** Called with the new data before it gets its name. Must leave no server running on it. */
  readonly prepare?: (data: string) => Promise<void>;
}

/**
 * Makes `home/data`, a new database cluster, whole or not at all: it is made and prepared under another name. What an interrupted
 * run left behind is cleared away first.
 * @returns the data folder
 * @throws LocalPostgresError INIT_FAILED, and whatever `prepare` throws
 */
export async function createCluster(options: ClusterOptions): Promise<string> {
  const { home, user } = options;
  await clearUnfinished(options);
  const workspace = await mkdtemp(join(home, UNFINISHED));
  try {
    const unfinished = join(workspace, 'data');
    const passwordFile = join(workspace, 'password');
    await writeFile(passwordFile, options.password, { mode: 0o600 });
    await mkdir(unfinished, { mode: 0o700 });
    if (user !== undefined) {
      for (const path of [passwordFile, unfinished, workspace])
        await chown(path, user.uid, user.gid);
    }
    await initdb(options, unfinished, passwordFile);
    await writeFile(join(unfinished, 'pg_hba.conf'), HBA);
    await options.prepare?.(unfinished);
    const data = join(home, 'data');
    await rename(unfinished, data);
    return data;
  } finally {
    await remove(workspace);
  }
}

/**
 * Whether a finished cluster is there, of the version that is installed.
 * @throws LocalPostgresError DATA_FOREIGN or DATA_OTHER_VERSION
 */
export async function hasCluster(data: string, binaries: Binaries): Promise<boolean> {
  const names = await readdir(data).catch((error: unknown) => {
    if (systemCode(error) === 'ENOENT') return [];
    throw error;
  });
  if (names.length === 0) return false;
  const version = await readFile(join(data, 'PG_VERSION'), 'utf8').catch(() => undefined);
  if (version === undefined) {
    throw new LocalPostgresError(
      'DATA_FOREIGN',
      `${data} is not empty, and no PostgreSQL data folder. Nothing was changed. ` +
        'Move it away and start again for a new database.',
    );
  }
  if (Number.parseInt(version, 10) === binaries.major) return true;
  throw new LocalPostgresError(
    'DATA_OTHER_VERSION',
    `${data} was made by PostgreSQL ${version.trim()}, and ${binaries.major} is installed. Nothing was changed. ` +
      `To keep the data, dump it with version ${version.trim()} (check out the lock file that had it). ` +
      'To start empty, move the folder away.',
  );
}

async function initdb(
  { binaries, user, sync }: ClusterOptions,
  data: string,
  passwordFile: string,
): Promise<void> {
  const { code, output } = await run(
    binaries.initdb,
    [
      `--pgdata=${data}`,
      `--username=${SUPERUSER}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      // The same order and case rules on every system, whatever locales it has.
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--set=timezone=UTC',
      '--set=log_timezone=UTC',
      '--no-instructions',
      ...(sync ? [] : ['--no-sync']),
    ],
    user,
  );
  if (code === 0) return;
  throw new LocalPostgresError(
    'INIT_FAILED',
    `initdb could not make a database in ${data} (exit code ${code}). What it began was removed, nothing else was changed. ` +
      `Its output ends with:\n${lastLines(output)}`,
  );
}

async function clearUnfinished({ binaries, user, home }: ClusterOptions): Promise<void> {
  for (const name of await readdir(home)) {
    if (!name.startsWith(UNFINISHED)) continue;
    // A starter killed while it prepared the data leaves its server running.
    await stopServer({ binaries, user, data: join(home, name, 'data') }, 'immediate');
    await remove(join(home, name));
  }
}

/** Retries, as an orphaned initdb may still write for a moment. */
export async function remove(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
}
