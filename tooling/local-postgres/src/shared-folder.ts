import { lstat, mkdir } from 'node:fs/promises';
import { LocalPostgresError, systemCode } from './errors.ts';

/** Where every user can reach a file, and a reboot does not clean up. World-writable: trust nothing found in it. */
export const SHARED_ROOT = '/var/tmp';

/**
 * Whether a path in the shared root is a folder that only the caller can have made and can change.
 * @returns false when there is nothing
 * @throws LocalPostgresError DIRECTORY_UNUSABLE when there is anything else (a symlink, someone else's folder)
 */
export async function isOwnFolder(path: string): Promise<boolean> {
  const found = await lstat(path).catch((error: unknown) => {
    if (systemCode(error) === 'ENOENT') return undefined;
    throw error;
  });
  if (found === undefined) return false;
  const isOurs = found.isDirectory() && found.uid === process.getuid?.();
  if (isOurs && (found.mode & 0o022) === 0) return true;
  throw new LocalPostgresError(
    'DIRECTORY_UNUSABLE',
    `${path} is not a folder of this user alone (a symlink, or owned or writable by somebody else). ` +
      'It was not touched. Look at who made it, remove it, and start again.',
  );
}

/** Makes a folder of the caller that others may pass through but not read, or accepts the one made before. */
export async function ensureOwnFolder(path: string): Promise<void> {
  if (await isOwnFolder(path)) return;
  try {
    // The umask can only take rights away, so that this never is wider than meant.
    await mkdir(path, { mode: 0o711 });
  } catch (error) {
    if (systemCode(error) !== 'EEXIST') throw error;
    await isOwnFolder(path);
  }
}
