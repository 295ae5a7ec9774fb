import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { LocalPostgresError } from './errors.ts';
import { run } from './run.ts';

/** The system user the server runs as, when it is not the caller. */
export interface ServerUser {
  readonly uid: number;
  readonly gid: number;
}

/** Existing users a server may run as, best first. None is ever created. */
const CANDIDATES = ['postgres', 'nobody'] as const;

export function isRoot(): boolean {
  return process.getuid?.() === 0;
}

/**
 * Who runs the server: the caller (undefined), or, because PostgreSQL refuses root, an unprivileged user when
 * the caller is root. Data that exists already decides, as PostgreSQL serves a folder only to its owner.
 * @throws LocalPostgresError NO_SERVER_USER
 */
export async function serverUserFor(data?: string): Promise<ServerUser | undefined> {
  if (!isRoot()) return undefined;
  const owner = data === undefined ? undefined : await stat(data).catch(() => undefined);
  if (owner !== undefined && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  for (const name of CANDIDATES) {
    const user = await lookUp(name);
    if (user !== undefined && user.uid !== 0) return user;
  }
  throw new LocalPostgresError(
    'NO_SERVER_USER',
    `PostgreSQL refuses to run as root, and none of the users ${CANDIDATES.join(', ')} exists here. ` +
      `Nothing was changed. Run this as a normal user, or create one of them (useradd --system postgres).`,
  );
}

/** Whether `user` may pass through a folder and all of its parents. ACLs are not looked at. */
export async function canTraverse(folder: string, user: ServerUser): Promise<boolean> {
  const { uid, gid, mode } = await stat(folder);
  const shift = uid === user.uid ? 6 : gid === user.gid ? 3 : 0;
  if (((mode >> shift) & 0o1) === 0) return false;
  const parent = dirname(folder);
  return parent === folder || canTraverse(parent, user);
}

async function lookUp(name: string): Promise<ServerUser | undefined> {
  const [uid, gid] = await Promise.all([run('id', ['-u', name]), run('id', ['-g', name])]);
  if (uid.code !== 0 || gid.code !== 0) return undefined;
  return { uid: Number(uid.output), gid: Number(gid.output) };
}
