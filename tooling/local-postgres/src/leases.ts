import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isAlive, stampOf } from './processes.ts';

/** A file that says: this process uses the server. */
export interface Lease {
  readonly file: string;
}

/** Takes a lease for this process. Call it under the lock. */
export async function takeLease(directory: string): Promise<Lease> {
  const leases = join(directory, 'leases');
  await mkdir(leases, { recursive: true });
  const file = join(leases, randomUUID());
  await writeFile(file, await stampOf());
  return { file };
}

/**
 * Gives a lease back. Call it under the lock.
 * @returns how many leases of living processes are left; those of dead ones are removed
 */
export async function returnLease(directory: string, lease: Lease): Promise<number> {
  await rm(lease.file, { force: true });
  const leases = join(directory, 'leases');
  let alive = 0;
  for (const name of await readdir(leases)) {
    const file = join(leases, name);
    if (await isAlive(await readFile(file, 'utf8'))) alive += 1;
    else await rm(file, { force: true });
  }
  return alive;
}
