import { chmod, cp, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Binaries } from './binaries.ts';
import { systemCode } from './errors.ts';
import { isOwnFolder, SHARED_ROOT } from './shared-folder.ts';

/**
 * A copy of the binaries that any user can run, one per version, made when it is first needed (root only).
 * It appears under its name whole or not at all.
 * @returns its folder
 */
export async function sharedCopyOf(
  binaries: Binaries,
  parent: string = SHARED_ROOT,
): Promise<string> {
  const platform = `${process.platform}-${process.arch}`;
  const target = join(parent, `startkit-postgres-${binaries.version}-${platform}`);
  if (await isOwnFolder(target)) return target;

  const temporary = await mkdtemp(`${target}.`);
  try {
    // The libraries' symlinks are relative, and stay so.
    await cp(binaries.directory, temporary, { recursive: true, verbatimSymlinks: true });
    await letEveryoneRead(temporary);
    await rename(temporary, target);
  } catch (error) {
    await rm(temporary, { recursive: true, force: true });
    const madeMeanwhile = ['ENOTEMPTY', 'EEXIST'].includes(systemCode(error) ?? '');
    if (!(madeMeanwhile && (await isOwnFolder(target)))) throw error;
  }
  return target;
}

/** Undoes a strict umask of the installation. */
async function letEveryoneRead(root: string): Promise<void> {
  await chmod(root, 0o755);
  for (const entry of await readdir(root, { recursive: true, withFileTypes: true })) {
    if (entry.isSymbolicLink()) continue;
    const path = join(entry.parentPath, entry.name);
    const isProgram = dirname(path) === join(root, 'bin');
    await chmod(path, entry.isDirectory() || isProgram ? 0o755 : 0o644);
  }
}
