import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { LocalPostgresError, systemCode } from './errors.ts';
import { isAlive, stampOf } from './processes.ts';

/*
 * The lock is a folder, `lock/held`, that holds one file: the stamp of the process that has it.
 *
 *   take     fill a folder of one's own, rename it onto lock/held. The system lets that succeed only while lock/held
 *            is missing or empty, and for one process only.
 *   release  unlink one's own file: lock/held is empty.
 *   mend     unlink the file of a dead holder. Its name is unique, so that whoever looked too long unlinks
 *            nothing: never the file of the next holder.
 */

const PATIENCE_MS = 90_000;
const POLL_MS = 20;

/**
 * Runs `work` while no other process does, for the same directory. A killed holder does not keep the lock.
 * @throws LocalPostgresError LOCKED when a live process keeps it for 90 seconds
 */
export async function withLock<T>(directory: string, work: () => Promise<T>): Promise<T> {
  const lock = join(directory, 'lock');
  const held = join(lock, 'held');
  const name = randomUUID();
  const claim = join(lock, `claim-${name}`);
  await mkdir(claim, { recursive: true });
  try {
    await writeFile(join(claim, name), await stampOf());
    await take(claim, held);
  } catch (error) {
    await rm(claim, { recursive: true, force: true });
    throw error;
  }
  try {
    return await work();
  } finally {
    // The folder may be gone: someone removed the whole directory.
    await unlink(join(held, name)).catch(() => undefined);
  }
}

async function take(claim: string, held: string): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    try {
      return await rename(claim, held);
    } catch (error) {
      if (!['ENOTEMPTY', 'EEXIST'].includes(systemCode(error) ?? '')) throw error;
    }
    const holder = await mendOrHolder(held);
    if (holder === undefined) continue;
    if (Date.now() > deadline) {
      throw new LocalPostgresError(
        'LOCKED',
        `Process ${holder.split(' ')[0]} has been starting or stopping the server for ${PATIENCE_MS / 1000} s (${held}). ` +
          'Nothing was changed. End that process and start again.',
      );
    }
    await sleep(POLL_MS);
  }
}

/** The stamp of the live holder. A dead holder's file is removed; undefined means: try again at once. */
async function mendOrHolder(held: string): Promise<string | undefined> {
  const [name] = await readdir(held).catch(() => []);
  if (name === undefined) return undefined;
  const file = join(held, name);
  const stamp = await readFile(file, 'utf8').catch(() => undefined);
  if (stamp === undefined) return undefined;
  if (await isAlive(stamp)) return stamp;
  await unlink(file).catch(() => undefined);
  return undefined;
}
