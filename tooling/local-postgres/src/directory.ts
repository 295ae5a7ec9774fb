import { access, constants, mkdir, realpath } from 'node:fs/promises';
import { LocalPostgresError, systemCode } from './errors.ts';

/** The system's words for: this user, or this disk, does not allow it. */
const REFUSALS: readonly string[] = [
  'EACCES',
  'EPERM',
  'EROFS',
  'ENOSPC',
  'EDQUOT',
  'ENOTDIR',
  'EEXIST',
];

/**
 * Makes the directory when it is missing, and makes sure that this user can work in it.
 * @returns its absolute path without symlinks: the one name all processes know it by
 * @throws LocalPostgresError DIRECTORY_UNUSABLE
 */
export async function openDirectory(directory: string): Promise<string> {
  try {
    await mkdir(directory, { recursive: true });
    await access(directory, constants.R_OK | constants.W_OK | constants.X_OK);
    return await realpath(directory);
  } catch (error) {
    throw explain(error, directory);
  }
}

/** Puts a refusal of the file system into words; any other error stays what it is. */
export function explain(error: unknown, directory: string): unknown {
  if (!REFUSALS.includes(systemCode(error) ?? '') || error instanceof LocalPostgresError)
    return error;
  return new LocalPostgresError(
    'DIRECTORY_UNUSABLE',
    `The local PostgreSQL cannot keep its files in ${directory}: ${(error as Error).message}. ` +
      'What was there was kept. Make it writable for this user (another one may have used it before) and see that the disk ' +
      'has room, or name another folder.',
    { cause: error },
  );
}
