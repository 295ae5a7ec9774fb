import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { project, type Project } from './project.ts';
import { smallDatabase, type SmallDatabase } from './small-database.ts';

const bin = fileURLToPath(new URL('../../bin/tenancy.js', import.meta.url));

// A database is attacked, or a process started, several times.
vi.setConfig({ testTimeout: 120_000 });

let small: SmallDatabase;
let here: Project;
beforeAll(async () => {
  small = await smallDatabase();
  // As somebody whose client waits: there is time to press Ctrl-C.
  const slow = small.config.replace('enter: (own) => [', `$&{ text: 'select pg_sleep(60)' },`);
  here = project(slow);
});
afterAll(async () => {
  here.remove();
  await small.close();
});

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the command as a process of its own. */
function start(parameters: readonly string[], environment: Readonly<Record<string, string>> = {}) {
  const child = spawn(process.execPath, [bin, ...parameters], {
    cwd: here.folder,
    env: { ...process.env, TENANCY_DATABASE_URL: small.url, ...environment },
  });
  const written = { stdout: '', stderr: '' };
  child.stdout.on('data', (data: Buffer) => (written.stdout += data.toString()));
  child.stderr.on('data', (data: Buffer) => (written.stderr += data.toString()));
  const ended = new Promise<Ended>((resolve) => {
    child.on('close', (code) => resolve({ code, ...written }));
  });
  return { child, ended };
}

test('the command runs from the source; what it needs it has from the environment', async () => {
  const { code, stdout, stderr } = await start(['check']).ended;
  expect(stderr).toBe('');
  expect(stdout).toContain('No findings.');
  expect(code).toBe(0);
});

test('the exit code is the process’, and nothing is colored that is no terminal', async () => {
  const wrong = await start(['check', '--rule', 'x'], { FORCE_COLOR: '1' }).ended;
  expect(wrong).toMatchObject({ code: 2, stdout: '' });
  const none = await start(['check'], { TENANCY_DATABASE_URL: 'postgres://a@127.0.0.1:1/b' }).ended;
  expect(none.code).toBe(3);
  expect(none.stderr).toMatch(/^Error: Cannot connect/);
});

test('a reader that has seen enough ends it quietly', async () => {
  const { child, ended } = start(['rules']);
  child.stdout.destroy();
  const { stderr } = await ended;
  expect(stderr).toBe('');
});

const sessions = () =>
  small.run(`select state, query from pg_stat_activity
    where application_name = 'tenancy prove' and datname = current_database()`);

async function until(isSo: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + 15_000;
  while (!(await isSo())) {
    if (Date.now() > end) throw new Error('It did not come to that.');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

test.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)(
  '%s: says what was kept, exits with %i, and the server stops at once',
  async (signal, expected) => {
    const { child, ended } = start(['prove']);
    const isSleeping = async () =>
      (await sessions()).some(({ query }) => String(query).includes('pg_sleep'));
    await until(isSleeping);
    const pressed = Date.now();
    child.kill(signal);
    const { code, stdout, stderr } = await ended;
    expect(Date.now() - pressed).toBeLessThan(3_000);
    expect(stdout).toBe('');
    expect(stderr).toMatch(/^Interrupted\. Nothing is kept: .*rolled back.*\n$/);
    expect(code).toBe(expected);
    await until(async () => (await sessions()).length === 0);
    expect(await small.run('select 1 from tenants')).toEqual([]);
  },
);
