import { constants } from 'node:fs';
import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { systemCode } from './errors.ts';
import { commandOf } from './processes.ts';

/** What postmaster.pid says, as far as it is true. */
export type Postmaster =
  /** No server, and none was killed. */
  | { readonly state: 'absent' }
  /** A server was killed; its pid is dead, or names another process by now. */
  | { readonly state: 'stale' }
  /** A server runs on this data. `ready` when it takes connections. */
  | {
      readonly state: 'running';
      readonly pid: number;
      readonly port: number;
      readonly ready: boolean;
    };

/** Looks at the server of a data folder. */
export async function findPostmaster(data: string): Promise<Postmaster> {
  const lines = await readLines(data);
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 0) return { state: 'absent' };
  const command = await commandOf(pid);
  const isOurs = command !== undefined && `${command} `.includes(`/postgres -D ${data} `);
  if (!isOurs) return { state: 'stale' };
  return { state: 'running', pid, port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' };
}

/** No system gives out this process id (kernels stop at 4,194,304). */
const NOBODY = 2_147_483_647;

/**
 * PostgreSQL refuses to start when the pid a killed server left behind is in use, whoever uses it. This names a pid
 * nobody has. The rest of the file stays: by it the new server makes sure that no child of the old one still writes.
 */
export async function disownPid(data: string): Promise<void> {
  const [, ...rest] = await readLines(data);
  const flags = constants.O_WRONLY | constants.O_TRUNC | constants.O_NOFOLLOW;
  const file = await open(join(data, 'postmaster.pid'), flags);
  try {
    await file.writeFile([NOBODY, ...rest].join('\n'));
  } finally {
    await file.close();
  }
}

async function readLines(data: string): Promise<readonly string[]> {
  try {
    return (await readFile(join(data, 'postmaster.pid'), 'utf8')).split('\n');
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return [];
    throw error;
  }
}
