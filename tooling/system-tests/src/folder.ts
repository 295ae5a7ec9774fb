import { chown, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Account } from './accounts.ts';

/** A folder that is thrown away. Below /var/tmp by default, as every account may pass through that. */
export async function makeFolder(
  name: string,
  owner: Account | undefined,
  parent = '/var/tmp',
): Promise<string> {
  const folder = await mkdtemp(join(parent, `startkit-system-${name}-`));
  if (owner !== undefined) await chown(folder, owner.uid, owner.gid);
  return folder;
}

export async function removeFolder(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
}
