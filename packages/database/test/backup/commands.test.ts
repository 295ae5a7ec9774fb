import { existsSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Command } from '../../src/cli/command.ts';
import backupCommand from '../../src/cli/commands/backup.ts';
import eraseCommand from '../../src/cli/commands/erase-tenant.ts';
import exportCommand from '../../src/cli/commands/export.ts';
import importCommand from '../../src/cli/commands/import.ts';
import restoreCommand from '../../src/cli/commands/restore.ts';
import { processOutput } from '../../src/cli/output.ts';
import { readEnvironment } from '../../src/env.ts';
import { runDb } from '../cli/support.ts';
import { query } from '../migrations/support/database.ts';
import { othersSums } from './support/sums.ts';
import { makeFolder, openDatabase, type Moved } from './support/two-databases.ts';

interface Given {
  readonly rest?: readonly string[];
  readonly flags?: Readonly<Record<string, string | boolean>>;
  readonly nodeEnv?: string;
}

const nobody = '00000000-0000-0000-0000-000000000000';
const folder = makeFolder();
const file = folder.path('acme.gz');
let database: Moved;

beforeAll(async () => {
  database = await openDatabase(true);
});
afterAll(async () => {
  folder.remove();
  await database.close();
});

const db = (parameters: readonly string[], env: Readonly<Record<string, string>> = {}) =>
  runDb(parameters, {
    MIGRATION_DATABASE_URL: database.urls.migration,
    BACKUP_DATABASE_URL: database.urls.backup,
    ...env,
  });

test('db:export runs as the backup login, and writes where it was called', async () => {
  const parameters = ['export', '--tenant', 'acme-corp', '--output', basename(file)];
  const { code, stdout } = await db(parameters, { INIT_CWD: dirname(file) });
  expect(code).toBe(0);
  expect(stdout).toContain('as startkit_backup_login');
  expect(existsSync(file)).toBe(true);
});

describe('nothing changes', () => {
  const refused = async (
    command: Command,
    { rest = [], flags = {}, nodeEnv = 'test' }: Given,
    error: { readonly code: string; readonly message: string },
  ) => {
    const before = await othersSums(database, nobody);
    const environment = readEnvironment({
      NODE_ENV: nodeEnv,
      MIGRATION_DATABASE_URL: database.urls.migration,
      BACKUP_DATABASE_URL: database.urls.backup,
    });
    const output = processOutput({ json: true });
    await expect(command.run({ environment, flags, rest, output })).rejects.toMatchObject({
      code: error.code,
      message: expect.stringContaining(error.message),
    });
    expect(await othersSums(database, nobody)).toEqual(before);
  };
  const asks = (name: string) => ({ code: 'REFUSED', message: `Give --confirm ${name}` });
  const copy = { rest: [file], flags: { 'new-ids': true, slug: 'copy' } };

  test('by db:erase-tenant without the slug a second time', async () => {
    const error = { code: 'REFUSED', message: 'then give --confirm acme-corp' };
    await refused(eraseCommand, { rest: ['acme-corp'] }, error);
    const other = { rest: ['acme-corp'], flags: { confirm: 'tech-startup-inc' } };
    await refused(eraseCommand, other, error);
  });

  test('by db:import in a deployment without the database’s name', async () => {
    await refused(importCommand, { ...copy, nodeEnv: 'production' }, asks(database.name));
    const wrong = { ...copy, flags: { ...copy.flags, confirm: 'another' } };
    await refused(importCommand, wrong, asks(database.name));
  });

  test('by db:import into a database that is marked as real, whatever NODE_ENV says', async () => {
    const mark = (text: string) =>
      query(database.urls.migration, `comment on database ${database.name} is ${text}`);
    await mark(`'startkit environment: production'`);
    await refused(importCommand, copy, asks(database.name));
    await mark('null');
  });

  test('by db:restore, which asks as well', async () => {
    const into = (name: string) => ({ rest: [file], flags: { into: name }, nodeEnv: 'production' });
    await refused(restoreCommand, into('new'), asks('new'));
    await refused(restoreCommand, into('postgres://someone@db.example/product'), asks('product'));
  });

  test.each<[string, Command, Given, string]>([
    ['db:import', importCommand, {}, 'Which FILE?'],
    ['db:restore', restoreCommand, {}, 'Which FILE?'],
    [
      'db:restore FILE --jobs 0',
      restoreCommand,
      { rest: ['f'], flags: { jobs: '0' } },
      'from 1 to 64',
    ],
    ['db:erase-tenant', eraseCommand, {}, 'Which SLUG?'],
    ['db:export --tenant SLUG', exportCommand, { flags: { tenant: 'acme-corp' } }, '--output FILE'],
    ['db:backup --keep 0', backupCommand, { flags: { keep: '0' } }, 'a whole number from 1 on'],
  ])('by %s', (_, command, given, message) => refused(command, given, { code: 'USAGE', message }));
});

test('two operands are one too many', async () => {
  const { code, stderr } = await db(['erase-tenant', 'a', 'b']);
  expect(code).toBe(2);
  expect(stderr).toContain('One SLUG is taken, and there are 2: a b.');
});

test('a password in --into is spoken of, and not printed', async () => {
  const { stdout, stderr } = await db([
    'import',
    file,
    '--into',
    database.urls.migration,
    '--dry-run',
  ]);
  expect(stdout).toContain('A password on the command line is shown to everybody');
  expect(stdout + stderr).not.toContain(new URL(database.urls.migration).password);
});

test('--json is one document: of an import, and of an erasure', async () => {
  const imported = await db(['import', file, '--new-ids', '--slug', 'copy', '--json']);
  expect(JSON.parse(imported.stdout)).toMatchObject({
    ok: true,
    dryRun: false,
    tenant: { slug: 'copy' },
    rows: { 'public.projects': 6 },
  });
  const erased = await db(['erase-tenant', 'copy', '--confirm', 'copy', '--json']);
  expect(JSON.parse(erased.stdout)).toMatchObject({
    ok: true,
    tenant: { slug: 'copy' },
    database: database.name,
  });
});
