import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { canTraverse, type ServerUser } from './server-user.ts';
import { ensureOwnFolder, SHARED_ROOT } from './shared-folder.ts';

/**
 * The folder that holds `data`. It is `directory` itself, unless the server's user cannot reach that (root's clone below /root):
 * then it is one under /var/tmp, named after the directory's path. It belongs to the caller, so that nobody else can put anything
 * into it; `data` inside belongs to the server's user. The file `data-location` says where it is.
 * @param directory absolute, symlinks resolved
 * @throws LocalPostgresError DIRECTORY_UNUSABLE
 */
export async function dataHome(
  directory: string,
  user: ServerUser | undefined,
  log: (line: string) => void,
): Promise<string> {
  if (user === undefined || existsSync(join(directory, 'data'))) return directory;
  if (await canTraverse(directory, user)) return directory;

  const name = createHash('sha256').update(directory).digest('hex').slice(0, 16);
  const home = join(SHARED_ROOT, `startkit-postgres-${name}`);
  await ensureOwnFolder(home);

  const pointer = join(directory, 'data-location');
  const previous = (await readFile(pointer, 'utf8').catch(() => '')).trim();
  if (previous !== '' && previous !== home) {
    log(`This folder was moved or copied. The database of its former path stays in ${previous}.`);
  }
  await writeFile(pointer, `${home}\n`);
  return home;
}
