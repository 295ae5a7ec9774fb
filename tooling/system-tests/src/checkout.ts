import { execFileSync } from 'node:child_process';
import { chown, cp, mkdir, readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Account } from './accounts.ts';
import { repository } from './repository.ts';

/**
 * Makes `folder` what a clone of this tree would be: its files, without what git ignores. Changes that
 * are not committed come along, so that it is they that are tested.
 */
export async function checkOut(folder: string, owner: Account | undefined): Promise<void> {
  const listed = execFileSync(
    'git',
    ['-c', `safe.directory=${repository}`, 'ls-files', '-z', '-co', '--exclude-standard'],
    { cwd: repository, encoding: 'utf8' },
  );
  await mkdir(folder, { recursive: true, mode: 0o700 });
  for (const file of new Set(listed.split('\0').filter(Boolean))) {
    const target = join(folder, file);
    await mkdir(dirname(target), { recursive: true });
    // A file that was deleted, but not yet from the index, is not there to copy.
    await cp(join(repository, file), target).catch(ignoreMissing);
  }
  if (owner !== undefined) await giveTo(folder, owner);
}

function ignoreMissing(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOENT') throw error;
}

async function giveTo(folder: string, { uid, gid }: Account): Promise<void> {
  await chown(folder, uid, gid);
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    await chown(join(entry.parentPath, entry.name), uid, gid);
  }
}
