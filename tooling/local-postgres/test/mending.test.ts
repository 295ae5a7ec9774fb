import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { type LocalPostgres, useLocalPostgres } from '../src/index.ts';
import { asUser, run } from '../src/run.ts';
import { serverUserFor } from '../src/server-user.ts';
import { isRunning, postmasterPid, temporaryDirectory } from './support/directory.ts';
import { bootstrap, DATABASE } from './support/fixture.ts';
import { query } from './support/query.ts';
import { spawnHolder } from './support/spawn-holder.ts';

const use = (directory: string): Promise<LocalPostgres> =>
  useLocalPostgres({ directory, database: DATABASE, bootstrap });

test('a killed server starts again with its data, even when its pid names another process', async () => {
  const directory = await temporaryDirectory();
  const first = await use(directory);
  await query(first.url('app'), `insert into notes values ('kept')`);
  // A backend in mid-query outlives its server for a moment.
  const sleeper = query(first.url('app'), 'select pg_sleep(60)').catch((error: unknown) => error);
  await sleep(100);
  process.kill(await postmasterPid(directory), 'SIGKILL');

  const second = await use(directory);
  expect(second).toMatchObject({ started: true, port: first.port });
  expect(await query(second.url('app'), 'select body from notes')).toEqual([{ body: 'kept' }]);
  expect(await sleeper).toBeInstanceOf(Error);

  process.kill(await postmasterPid(directory), 'SIGKILL');
  const pidFile = join(directory, 'data', 'postmaster.pid');
  const [, ...rest] = (await readFile(pidFile, 'utf8')).split('\n');
  await writeFile(pidFile, [await unrelatedPid(directory), ...rest].join('\n'));
  const third = await use(directory);
  expect(third).toMatchObject({ started: true, port: first.port });
  expect(await query(third.url('app'), 'select body from notes')).toEqual([{ body: 'kept' }]);
  await Promise.all([first.release(), second.release(), third.release()]);
});

const STAGES: Readonly<Record<string, (names: readonly string[]) => boolean>> = {
  'in initdb': (names) => names.some((name) => name.startsWith('init-')),
  'in bootstrap': (names) => names.includes('server.log'),
  'between bootstrap and start': (names) => names.includes('data'),
};

test.each(Object.entries(STAGES))(
  'a starter killed %s is mended by the next',
  async (_, isReached) => {
    const directory = await temporaryDirectory();
    await mkdir(directory);
    const starter = spawnHolder(directory);
    const killed = once(starter.child, 'close');
    while (!isReached(await readdir(directory))) await sleep(2);
    await sleep(50);
    starter.child.kill('SIGKILL');
    await killed;

    const mine = await use(directory);
    await query(mine.url('app'), `insert into notes values ('works')`);
    const unfinished = (await readdir(directory)).filter((name) => name.startsWith('init-'));
    expect(unfinished).toEqual([]);
    const pid = await postmasterPid(directory);
    await mine.release();
    expect(await isRunning(pid)).toBe(false);
  },
);

test('a taken port is replaced by another, which is kept from then on', async () => {
  const directory = await temporaryDirectory();
  const first = await use(directory);
  await first.release();
  const squatter = createServer().listen(first.port, '127.0.0.1');
  await once(squatter, 'listening');
  onTestFinished(() => {
    squatter.close();
  });

  const second = await use(directory);
  expect(second.port).not.toBe(first.port);
  await second.release();
  expect(await readFile(join(directory, 'port'), 'utf8')).toBe(`${second.port}\n`);
});

test('a copied folder gets a server of its own, though the copied pid file names a living server', async () => {
  const directory = await temporaryDirectory();
  const original = await use(directory);
  const copyParent = await temporaryDirectory();
  await mkdir(copyParent, { recursive: true });
  await copyTree(directory, copyParent);
  const copy = await use(copyParent);
  expect(copy.started).toBe(true);
  expect(copy.port).not.toBe(original.port);
  await copy.release();
  expect(await query(original.url('app'), 'select 1 as one')).toEqual([{ one: 1 }]);
  await original.release();
});

/** `cp -a`: with owners, as a clone is copied. */
async function copyTree(from: string, to: string): Promise<void> {
  const { code, output } = await run('cp', ['-a', `${from}/.`, to]);
  if (code !== 0) throw new Error(output);
}

/** A process of the server's own user that has nothing to do with it: the only kind PostgreSQL mistakes for a server. */
async function unrelatedPid(directory: string): Promise<number> {
  const user = await serverUserFor(join(directory, 'data'));
  const child = spawn('sleep', ['60'], { ...asUser(user), stdio: 'ignore' });
  await once(child, 'spawn');
  onTestFinished(() => {
    child.kill();
  });
  if (child.pid === undefined) throw new Error('no process');
  return child.pid;
}
