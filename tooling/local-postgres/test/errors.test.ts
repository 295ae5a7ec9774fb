import { chmod, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { LocalPostgresError, useLocalPostgres } from '../src/index.ts';
import { postmasterPid, temporaryDirectory } from './support/directory.ts';
import { bootstrap, DATABASE } from './support/fixture.ts';

const use = (directory: string, sql = bootstrap, database = DATABASE) =>
  useLocalPostgres({ directory, database, bootstrap: sql });

async function failureOf(work: Promise<unknown>): Promise<LocalPostgresError> {
  const error: unknown = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof LocalPostgresError) return error;
  throw new Error('expected a LocalPostgresError', { cause: error });
}

test('bootstrap is all or nothing, and its error shows no password', async () => {
  const directory = await temporaryDirectory();
  const passwords: string[] = [];
  const broken = (passwordOf: (login: string) => string) => {
    passwords.push(passwordOf('app'));
    return `create role app login password '${passwordOf('app')}'; select 1 '${passwordOf('app')}' from;`;
  };
  const error = await failureOf(use(directory, broken));
  expect(error).toMatchObject({ code: 'INIT_FAILED' });
  const printed = `${error.message}${error.stack}${JSON.stringify(error)}`;
  const files = ['server.log', 'server.log.previous'].map((name) => join(directory, name));
  const logs = await Promise.all(files.map((file) => readFile(file, 'utf8').catch(() => '')));
  expect(error.message).toContain('syntax error at or near "\'***\'"');
  for (const text of [printed, ...logs]) expect(text).not.toContain(passwords[0]);
  expect(await readdir(directory)).not.toContain('data');

  const postgres = await use(directory);
  expect(postgres.started).toBe(true);
  await postgres.release();
});

test('bootstrap may not have the superuser', async () => {
  const directory = await temporaryDirectory();
  const error = await failureOf(use(directory, (passwordOf) => passwordOf('postgres')));
  expect(error.code).toBe('LOGIN_UNKNOWN');
});

test('data that is not ours to use is named and left alone', async () => {
  const directory = await temporaryDirectory();
  const data = join(directory, 'data');
  await mkdir(data, { recursive: true });
  await writeFile(join(data, 'thesis.txt'), 'precious');
  expect((await failureOf(use(directory))).code).toBe('DATA_FOREIGN');

  await writeFile(join(data, 'PG_VERSION'), '15\n');
  const error = await failureOf(use(directory));
  expect(error.code).toBe('DATA_OTHER_VERSION');
  expect(error.message).toMatch(/made by PostgreSQL 15, and 18 is installed/);
  expect(await readdir(data)).toEqual(['PG_VERSION', 'thesis.txt']);
});

test('lost, opened up or wrong credentials, another database, a broken server: one clear error each', async () => {
  const directory = await temporaryDirectory();
  const postgres = await use(directory);
  const file = join(directory, 'credentials.json');
  const original = await readFile(file, 'utf8');
  expect((await failureOf(use(directory, bootstrap, 'other'))).code).toBe('DATA_FOREIGN');

  await chmod(file, 0o644);
  expect((await failureOf(use(directory))).message).toContain('chmod 600');
  await chmod(file, 0o600);
  await writeFile(file, '{"postgres":"wrong"}');
  expect((await failureOf(use(directory))).code).toBe('CREDENTIALS_UNUSABLE');
  await rm(file);
  expect((await failureOf(use(directory))).message).toContain('is gone');
  await writeFile(file, original, { mode: 0o600 });

  const pid = await postmasterPid(directory);
  expect((await use(directory)).started).toBe(false);
  process.kill(pid, 'SIGKILL');
  await writeFile(join(directory, 'data', 'postgresql.conf'), 'nonsense = 1');
  const broken = await failureOf(use(directory));
  expect(broken.code).toBe('START_FAILED');
  expect(broken.message).toContain('unrecognized configuration parameter "nonsense"');
  await postgres.release();
});

test('a folder that cannot be made is named', async () => {
  const directory = await temporaryDirectory();
  await writeFile(dirname(directory) + '/file', '');
  const error = await failureOf(use(join(dirname(directory), 'file', 'postgres')));
  expect(error.code).toBe('DIRECTORY_UNUSABLE');
});
