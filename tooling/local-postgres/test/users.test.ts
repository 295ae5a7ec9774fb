import {
  chmod,
  chown,
  mkdir,
  mkdtemp,
  readdir,
  readlink,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { dirname, isAbsolute, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { LocalPostgresError, resolveBinaries, useLocalPostgres } from '../src/index.ts';
import { canTraverse, isRoot, serverUserFor } from '../src/server-user.ts';
import { sharedCopyOf } from '../src/shared-binaries.ts';
import { run } from '../src/run.ts';
import { isOwnFolder } from '../src/shared-folder.ts';
import { homeOf, isRunning, postmasterPid, temporaryDirectory } from './support/directory.ts';
import { bootstrap, DATABASE } from './support/fixture.ts';
import { query } from './support/query.ts';
import { spawnHolder } from './support/spawn-holder.ts';

test('a folder only its owner can enter works: root keeps the data where the server can reach it', async () => {
  const directory = await temporaryDirectory(0o700);
  const postgres = await useLocalPostgres({ directory, database: DATABASE, bootstrap });
  expect(await query(postgres.url('app'), 'select 1 as one')).toEqual([{ one: 1 }]);
  const home = await homeOf(directory);
  const data = await stat(join(home, 'data'));
  expect(data.mode & 0o777).toBe(0o700);
  if (isRoot()) {
    expect(dirname(home)).toBe('/var/tmp');
    expect(await stat(home)).toMatchObject({ uid: 0, mode: 0o040711 });
    expect(data.uid).not.toBe(0);
  } else {
    expect(home).toBe(directory);
    expect(data.uid).toBe(process.getuid?.());
  }
  await postgres.release();

  const again = await useLocalPostgres({ directory, database: DATABASE, bootstrap });
  expect(again).toMatchObject({ started: true, port: postgres.port });
  await again.release();
});

test('a normal user starts, shares and stops a server', async () => {
  const directory = await temporaryDirectory();
  const user = await serverUserFor();
  if (user !== undefined) await chown(dirname(directory), user.uid, user.gid);
  const first = spawnHolder(directory, user);
  const report = await first.report();

  const installed = resolveBinaries().directory;
  if (user !== undefined && !(await canTraverse(installed, user))) {
    // Installed below a closed folder: a normal user cannot run it, and is told so.
    expect(report.code).toBe('BINARIES_UNUSABLE');
    return;
  }
  expect(report.started).toBe(true);
  const second = spawnHolder(directory, user);
  expect(await second.report()).toMatchObject({ started: false, port: report.port });
  const pid = await postmasterPid(directory);
  const { uid } = await stat(join(directory, 'data'));
  expect(uid).toBe(user?.uid ?? process.getuid?.());
  await first.release();
  expect(await isRunning(pid)).toBe(true);
  await second.release();
  expect(await isRunning(pid)).toBe(false);
});

test('in the shared folder, a symlink, a foreign or an open folder is refused', async () => {
  const root = await mkdtemp(join(tmpdir(), 'local-postgres-test-'));
  onTestFinished(() => rm(root, { recursive: true, force: true }));
  const path = (name: string) => join(root, name);
  await mkdir(path('mine'), { mode: 0o711 });
  await mkdir(path('open'));
  await chmod(path('open'), 0o777);
  await symlink(path('mine'), path('link'));
  await writeFile(path('file'), '');

  expect(await isOwnFolder(path('missing'))).toBe(false);
  expect(await isOwnFolder(path('mine'))).toBe(true);
  const refused = isRoot() ? await givenAway(path('foreign')) : '/';
  for (const bad of [path('open'), path('link'), path('file'), refused]) {
    await expect(isOwnFolder(bad)).rejects.toBeInstanceOf(LocalPostgresError);
  }
});

test('a planted data home is refused, and left as it is', async () => {
  const directory = await temporaryDirectory(0o700);
  await mkdir(directory);
  const user = await serverUserFor();
  // Only root moves its data to the shared folder; a normal user has nothing that could be planted.
  if (user === undefined) {
    expect(await homeOf(directory)).toBe(directory);
    return;
  }
  const name = createHash('sha256').update(directory).digest('hex').slice(0, 16);
  const planted = `/var/tmp/startkit-postgres-${name}`;
  await symlink(tmpdir(), planted);
  onTestFinished(() => rm(planted, { force: true }));
  const outcome = useLocalPostgres({ directory, database: DATABASE, bootstrap });
  await expect(outcome).rejects.toMatchObject({ code: 'DIRECTORY_UNUSABLE' });
});

test('the shared copy of the binaries is made once, whole, and runs for the server user', async () => {
  const parent = await mkdtemp(join(tmpdir(), 'local-postgres-test-'));
  onTestFinished(() => rm(parent, { recursive: true, force: true }));
  await chmod(parent, 0o755);
  const installed = resolveBinaries();
  const [copy, same] = await Promise.all([
    sharedCopyOf(installed, parent),
    sharedCopyOf(installed, parent),
  ]);
  expect(same).toBe(copy);
  expect(await readdir(parent)).toHaveLength(1);
  const libraries = await readdir(join(copy, 'lib'), { withFileTypes: true });
  const links = libraries.filter((entry) => entry.isSymbolicLink());
  const targets = await Promise.all(links.map((link) => readlink(join(copy, 'lib', link.name))));
  // An absolute one would lead back to where the server's user cannot go.
  expect(targets.filter((target) => isAbsolute(target))).toEqual([]);
  const program = join(copy, 'bin', 'postgres');
  expect((await stat(program)).mode & 0o777).toBe(0o755);
  const { code, output } = await run(program, ['--version'], await serverUserFor());
  expect({ code, output }).toEqual({ code: 0, output: expect.stringMatching(/PostgreSQL\) 18/) });
});

async function givenAway(folder: string): Promise<string> {
  await mkdir(folder);
  await chown(folder, 65_534, 65_534);
  return folder;
}
