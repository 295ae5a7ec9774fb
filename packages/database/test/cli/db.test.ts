import { parseContextSecret } from '@startkit/tenancy';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import push from '../../src/cli/commands/push.ts';
import reset from '../../src/cli/commands/reset.ts';
import seed from '../../src/cli/commands/seed.ts';
import { processOutput } from '../../src/cli/output.ts';
import { readEnvironment } from '../../src/env.ts';
import {
  query,
  startTestServer,
  type TestDatabase,
  type TestServer,
} from '../migrations/support/database.ts';
import { runDb } from './support.ts';

let server: TestServer;
let database: TestDatabase;

beforeAll(async () => {
  server = await startTestServer();
  database = await server.createDatabase();
});
afterAll(() => server.stop());

const db = (...parameters: string[]) => runDb(parameters, { MIGRATION_DATABASE_URL: database.url });
const json = (stdout: string) => JSON.parse(stdout) as Record<string, unknown>;

test('from an empty database to a provisioned one', { timeout: 60_000 }, async () => {
  const before = await db('status');
  expect(before).toMatchObject({ code: 1, stderr: '' });
  expect(before.stdout).toContain(`/${database.name} as startkit_migrator`);
  expect(before.stdout).toMatch(/0000_\w+ +pending\n/);
  expect(before.stdout).toMatch(/Row-Level Security +out of sync\n/);

  const dry = await db('migrate', '--dry-run', '--json');
  expect(dry.code).toBe(0);
  const { migrations } = json(dry.stdout) as { migrations: readonly string[] };
  expect(migrations.length).toBeGreaterThan(1);

  const applied = await db('migrate');
  expect(applied).toMatchObject({ code: 0, stderr: '' });
  expect(applied.stdout).toContain(`Applied ${migrations.length} migration(s)`);
  expect((await db('migrate')).stdout).toContain('Nothing to do');
  expect(json((await db('apply-rls', '--json')).stdout)).toEqual({ ok: true, applied: false });

  const after = await db('status', '--json');
  expect(after.code).toBe(0);
  expect(json(after.stdout)).toMatchObject({ ok: true, current: true, rlsInSync: true });

  const first = await db('provision');
  expect(first.code).toBe(0);
  const urls = first.stdout.split('\n').filter((line) => line.includes('_URL=postgres'));
  expect(urls.map((line) => line.split('=')[0])).toEqual([
    'DATABASE_URL',
    'PORTAL_DATABASE_URL',
    'SUPERADMIN_DATABASE_URL',
    'BACKUP_DATABASE_URL',
  ]);
  const url = urls[0]?.slice('DATABASE_URL='.length) ?? '';
  expect(await query(url, 'select current_user as login')).toEqual([
    { login: 'startkit_app_login' },
  ]);
  const secretOf = (output: string) => /^TENANT_CONTEXT_SECRET=(\S+)$/m.exec(output)?.[1];
  const secret = secretOf(first.stdout);
  expect(parseContextSecret(secret ?? '').key).toHaveLength(32);
  const rotated = secretOf((await db('rotate-context-key')).stdout);
  const keys = await query(database.url, 'select id from app.context_keys order by created_at');
  expect(keys.map(({ id }) => id)).toEqual([secret, rotated].map((text) => text?.split('.')[0]));
  const second = await db('provision');
  expect(secretOf(second.stdout)).toBeUndefined();
  expect(second.stdout).not.toContain('_URL=');
  expect(json((await db('provision', '--rotate', '--json')).stdout)).toMatchObject({
    logins: Array.from({ length: 4 }, () => ({ result: 'rotated' })),
  });
  for (const { stdout, stderr } of [before, applied, second]) {
    expect(stdout + stderr).not.toContain(new URL(database.url).password);
  }

  await query(database.url, 'create table leftover (id int)');
  const refused = await db('reset');
  expect(refused).toMatchObject({ code: 1 });
  expect(refused.stderr).toContain('Give --database');
  expect((await db('reset', '--database', 'another', '--no-seed')).code).toBe(1);
  const name = new URL(database.url).pathname.slice(1);
  const unseedable = await db('reset', '--database', name);
  expect(unseedable.stderr).toContain('SUPERADMIN_DATABASE_URL is not set');
  const wrong = Object.assign(new URL(database.url), { password: 'wrong' }).href;
  const refusing = { MIGRATION_DATABASE_URL: database.url, SUPERADMIN_DATABASE_URL: wrong };
  expect((await runDb(['reset', '--database', name], refusing)).stderr).toContain(
    'refused the password',
  );
  expect(await query(database.url, 'select * from leftover')).toEqual([]);
  const rebuilt = await db('reset', '--database', name, '--no-seed');
  expect(rebuilt).toMatchObject({ code: 0, stderr: '' });
  expect(rebuilt.stdout).toContain('TENANT_CONTEXT_SECRET is not set here');
  expect(await query(database.url, "select to_regclass('leftover') as found")).toEqual([
    { found: null },
  ]);
  expect((await db('status')).code).toBe(0);
});

describe('an error', () => {
  const wrong = () => {
    const url = new URL(database.url);
    url.password = 'hush-hush';
    return url.href;
  };

  test('is one line for people and exit code 1, without the password', async () => {
    const result = await runDb(['migrate'], { MIGRATION_DATABASE_URL: wrong() });
    expect(result.code).toBe(1);
    expect(result.stderr).toMatch(
      /^Error: The server at .* refused the password of "startkit_migrator"/,
    );
    expect(result.stdout + result.stderr).not.toContain('hush');
  });

  test('is a document with --json', async () => {
    const result = await runDb(['status', '--json'], { MIGRATION_DATABASE_URL: wrong() });
    expect(result).toMatchObject({ code: 1, stderr: '' });
    expect(json(result.stdout)).toMatchObject({ ok: false, error: { code: 'CONNECTION_REFUSED' } });
    expect(result.stdout).not.toContain('hush');
  });

  test('names the variable that is missing', async () => {
    const result = await runDb(['migrate'], { DATABASE_URL: database.url });
    expect(result.stderr).toContain('MIGRATION_DATABASE_URL is not set');
  });
});

describe('production', () => {
  const environment = () =>
    readEnvironment({
      NODE_ENV: 'production',
      MIGRATION_DATABASE_URL: database.url,
      SUPERADMIN_DATABASE_URL: database.url,
    });

  test.each([
    ['reset', reset],
    ['push', push],
    ['seed', seed],
  ])('refuses %s', async (_, command) => {
    const output = processOutput({ json: true });
    await expect(
      command.run({ environment: environment(), flags: { yes: true }, rest: [], output }),
    ).rejects.toMatchObject({ code: 'REFUSED' });
  });
});

test('reset refuses a database that is not on this machine', async () => {
  const url = 'postgres://someone:hush@db.example.com:5432/prod';
  const result = await runDb(['reset', '--database', 'prod'], { MIGRATION_DATABASE_URL: url });
  expect(result.code).toBe(1);
  expect(result.stderr).toContain('db.example.com:5432/prod as someone is not');
  expect(result.stderr).not.toContain('hush');
});

describe('usage', () => {
  test.each([[['nonsense']], [['migrate', '--nonsense']]])(
    '%j exits with 2',
    async (parameters) => {
      expect(await runDb(parameters)).toMatchObject({ code: 2, stdout: '' });
    },
  );

  test('the help names every command', async () => {
    const { code, stdout } = await runDb(['--help']);
    expect(code).toBe(0);
    for (const name of commands) expect(stdout).toContain(`db:${name}`);
  });
});

const commands = [
  'generate',
  'migrate',
  'rollback',
  'apply-rls',
  'push',
  'seed',
  'studio',
  'status',
  'docs',
  'doctor',
  'new-table',
  'lint',
  'environment',
  'reset',
  'backup',
  'restore',
  'export',
  'import',
  'erase-tenant',
  'provision',
  'rotate-context-key',
];
