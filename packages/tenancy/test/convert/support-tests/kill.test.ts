import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as later } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshDatabase, type FreshDatabase } from '../support/fresh-database.ts';
import { runAndKill, startCommand } from '../support/kill.ts';

let database: FreshDatabase;
const folder = mkdtempSync(join(tmpdir(), 'kill-'));
const script = join(folder, 'writer.mjs');
beforeAll(async () => {
  database = await freshDatabase();
  await database.run('create table steps (n int)');
  const pg = import.meta.resolve('pg');
  // Its last statement goes on for a while when nobody waits for it any more.
  writeFileSync(
    script,
    `import pg from '${pg}';
    const client = new pg.Client({ connectionString: process.env.URL, application_name: 'tenancy convert' });
    await client.connect();
    for (let n = 1; n <= 3; n += 1) { await client.query('insert into steps values (' + n + ')'); console.log('step ' + n); }
    console.error('sleeping');
    await client.query('select pg_sleep(' + process.argv[2] + '); insert into steps values (4)');
    await client.end();`,
  );
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await database.close();
});

const options = () => ({
  script,
  folder,
  url: database.url,
  environment: { URL: database.url },
});
const steps = async () => (await database.run('select n from steps order by n')).map(({ n }) => n);

test('killed at a line; no session is left when it returns', async () => {
  const ended = await runAndKill(['1'], { ...options(), at: /^sleeping$/ });
  expect(ended).toEqual({
    code: null,
    signal: 'SIGKILL',
    stdout: 'step 1\nstep 2\nstep 3\n',
    stderr: 'sleeping\n',
  });
  const left = await database.run(
    `select from pg_stat_activity where application_name = 'tenancy convert' and datname = current_database()`,
  );
  expect(left).toEqual([]);
});

test('killed after some ms: before it did anything', async () => {
  await database.run('truncate steps');
  const ended = await runAndKill(['0'], { ...options(), at: 5 });
  expect(ended.signal).toBe('SIGKILL');
  expect(await steps()).toEqual([]);
});

test('killed when something has happened; what the server was doing is done when it returns', async () => {
  await database.run('truncate steps');
  const sleeping = `select from pg_stat_activity where wait_event = 'PgSleep' and datname = current_database()`;
  const at = async () => {
    while ((await database.run(sleeping)).length === 0) await later(5);
  };
  const ended = await runAndKill(['1'], { ...options(), at });
  expect(ended.signal).toBe('SIGKILL');
  expect(await steps()).toEqual([1, 2, 3, 4]);
});

test('a command that is done before is told by its code', async () => {
  const ended = await runAndKill(['0'], { ...options(), at: /never printed/ });
  expect(ended).toMatchObject({ code: 0, signal: null });
});

test('the command is `tenancy`, from its source', async () => {
  const { code, stdout } = await startCommand(['--help'], { folder }).ended;
  expect(code).toBe(0);
  expect(stdout).toContain('tenancy');
});
