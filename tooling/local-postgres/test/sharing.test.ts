import { once } from 'node:events';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { useLocalPostgres } from '../src/index.ts';
import { isRunning, postmasterPid, temporaryDirectory } from './support/directory.ts';
import { bootstrap, DATABASE } from './support/fixture.ts';
import { query } from './support/query.ts';
import { spawnHolder } from './support/spawn-holder.ts';

test('one process starts the server, a second adopts it, the last one out stops it', async () => {
  const directory = await temporaryDirectory();
  const mine = await useLocalPostgres({ directory, database: DATABASE, bootstrap });
  expect(mine.started).toBe(true);
  const pid = await postmasterPid(directory);
  await query(mine.url('app'), `insert into notes values ('mine')`);

  const other = spawnHolder(directory);
  const report = await other.report();
  expect(report).toEqual({ port: mine.port, started: false, url: mine.url('app') });

  await mine.release();
  await mine.release();
  expect(await isRunning(pid)).toBe(true);
  await other.release();
  expect(await isRunning(pid)).toBe(false);

  const again = await useLocalPostgres({ directory, database: DATABASE, bootstrap });
  expect(again).toMatchObject({ started: true, port: mine.port });
  expect(await query(again.url('app'), 'select body from notes')).toEqual([{ body: 'mine' }]);
  await again.release();
});

test('of four processes that begin at once, exactly one starts the server', async () => {
  const directory = await temporaryDirectory();
  const holders = Array.from({ length: 4 }, () => spawnHolder(directory));
  const reports = await Promise.all(holders.map((holder) => holder.report()));
  expect(reports.filter((report) => report.started === true)).toHaveLength(1);
  expect(reports.filter((report) => report.started === false)).toHaveLength(3);
  expect(new Set(reports.map((report) => report.port)).size).toBe(1);

  const pid = await postmasterPid(directory);
  await Promise.all(holders.map((holder) => holder.release()));
  expect(await isRunning(pid)).toBe(false);
});

test('Ctrl-C and kill -9 end its users but not the server; their leases then count no more', async () => {
  const directory = await temporaryDirectory();
  const starter = spawnHolder(directory);
  const { port } = await starter.report();
  const adopter = spawnHolder(directory);
  await adopter.report();
  const pid = await postmasterPid(directory);

  // To the whole process group, as a terminal does.
  if (starter.child.pid === undefined) throw new Error('no process');
  process.kill(-starter.child.pid, 'SIGINT');
  adopter.child.kill('SIGKILL');
  await Promise.all([once(starter.child, 'close'), once(adopter.child, 'close')]);

  const mine = await useLocalPostgres({ directory, database: DATABASE, bootstrap });
  expect(mine).toMatchObject({ started: false, port });
  expect(await query(mine.url('app'), 'select 1 as one')).toEqual([{ one: 1 }]);
  await mine.release();
  expect(await isRunning(pid)).toBe(false);
});

test('only a password opens the server, and only this user can read it', async () => {
  const directory = await temporaryDirectory();
  const mine = await useLocalPostgres({ directory, database: DATABASE, bootstrap });
  const { mode } = await stat(join(directory, 'credentials.json'));
  expect(mode & 0o777).toBe(0o600);

  const wrong = (login: string) => `postgres://${login}:wrong@127.0.0.1:${mine.port}/${DATABASE}`;
  for (const login of ['postgres', 'app']) {
    await expect(query(wrong(login), 'select 1')).rejects.toMatchObject({ code: '28P01' });
  }
  expect(() => mine.url('postgres')).toThrow(expect.objectContaining({ code: 'LOGIN_UNKNOWN' }));
  expect(() => mine.url('stranger')).toThrow(expect.objectContaining({ code: 'LOGIN_UNKNOWN' }));
  await mine.release();
});
