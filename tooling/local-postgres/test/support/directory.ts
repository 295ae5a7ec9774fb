import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { runnableBinaries } from '../../src/binaries.ts';
import { guardServer } from '../../src/guardian.ts';
import { commandOf } from '../../src/processes.ts';
import { stopServer } from '../../src/server.ts';
import { serverUserFor } from '../../src/server-user.ts';

/** A new folder, reachable for everyone unless `mode` says otherwise. Server and data go when the test ends. */
export async function temporaryDirectory(mode = 0o755): Promise<string> {
  const parent = await mkdtemp(join(tmpdir(), 'local-postgres-test-'));
  await chmod(parent, mode);
  const directory = join(parent, 'postgres');
  // The server outlives its starters by design; a test run that is killed must not leave it behind.
  const endWatch = guardServer(directory);
  onTestFinished(async () => {
    endWatch();
    const home = await homeOf(directory);
    const data = join(home, 'data');
    const user = await serverUserFor(data);
    await stopServer({ binaries: await runnableBinaries(user), user, data }, 'immediate');
    await rm(home, { recursive: true, force: true, maxRetries: 5 });
    await rm(parent, { recursive: true, force: true, maxRetries: 5 });
  });
  return directory;
}

/** The folder that holds the data: the directory, or where it points to. */
export async function homeOf(directory: string): Promise<string> {
  const pointer = await readFile(join(directory, 'data-location'), 'utf8').catch(() => directory);
  return pointer.trim();
}

/** The process id of the directory's server. */
export async function postmasterPid(directory: string): Promise<number> {
  const file = join(await homeOf(directory), 'data', 'postmaster.pid');
  return Number.parseInt(await readFile(file, 'utf8'), 10);
}

/** Whether a process runs; one that has ended but was not yet collected by its parent does not. */
export async function isRunning(pid: number): Promise<boolean> {
  return ((await commandOf(pid)) ?? '') !== '';
}
