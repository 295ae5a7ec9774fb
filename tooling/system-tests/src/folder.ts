import { chown, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Account } from './accounts.ts';

/** A folder that is thrown away; below /var/tmp, because every account may pass through that. */
export async function makeFolder(name: string, owner: Account | undefined): Promise<string> {
  const folder = await mkdtemp(join('/var/tmp', `startkit-system-${name}-`));
  if (owner !== undefined) await chown(folder, owner.uid, owner.gid);
  return folder;
}

export async function removeFolder(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
}
