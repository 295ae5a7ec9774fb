import { spawn } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { findApplications } from '../../src/cli/dev/applications.ts';
import { freePort } from '../../src/cli/dev/port.ts';
import { describeAdded } from '../../src/cli/dev/prepare.ts';
import { startGroup } from '../../src/cli/dev/process-group.ts';
import { onStop } from '../../src/cli/dev/signals.ts';
import { runApplications } from '../../src/cli/dev/run-applications.ts';

const noUrls = {
  DATABASE_URL: '',
  PORTAL_DATABASE_URL: '',
  SUPERADMIN_DATABASE_URL: '',
  BACKUP_DATABASE_URL: '',
  MIGRATION_DATABASE_URL: '',
  NODE_ENV: 'test',
};

let root: string;

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'startkit-dev-'));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe('freePort', () => {
  test.each(['127.0.0.1', '::'])('passes over a port that is taken on %s', async (host) => {
    const wanted = await freePort(20_000 + Math.floor(Math.random() * 20_000));
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(wanted, host, resolve));
    expect(await freePort(wanted)).toBeGreaterThan(wanted);
    server.close();
  });
});

test('findApplications takes those that are there, and fails when none is', () => {
  expect(() => findApplications(root)).toThrow('neither apps/web nor apps/worker');
  mkdirSync(join(root, 'apps', 'worker'), { recursive: true });
  writeFileSync(join(root, 'apps', 'worker', 'package.json'), '{}');
  expect(findApplications(root)).toEqual([
    { name: 'worker', package: '@startkit/worker', directory: join(root, 'apps', 'worker') },
  ]);
});

test('the seed is reported in the singular, too', () => {
  expect([0, 1, 2].map(describeAdded)).toEqual([
    'Nothing to do: the data is there.',
    '1 row added.',
    '2 rows added.',
  ]);
});

test('a port that is none is refused before anything is made', async () => {
  const directory = join(root, 'server');
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/cli/dev.ts'], {
    cwd: new URL('../..', import.meta.url),
    env: { ...process.env, ...noUrls, PORT: '99999', STARTKIT_LOCAL_DIR: directory },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const errors: string[] = [];
  child.stderr.setEncoding('utf8').on('data', (text: string) => errors.push(text));
  const [code] = (await once(child, 'close')) as [number];
  expect([code, errors.join('')]).toEqual([1, expect.stringContaining('PORT is not a port')]);
  expect(existsSync(directory)).toBe(false);
});

/** Whether a process runs; one that has ended and waits for its parent to look does not. */
function runs(pid: number): boolean {
  try {
    return !/^\d+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

async function until(condition: () => boolean): Promise<void> {
  const end = Date.now() + 5000;
  while (!condition()) {
    if (Date.now() > end) throw new Error('waited in vain');
    await sleep(20);
  }
}

describe('a process group', () => {
  const start = (script: string, lines: string[] = []) =>
    startGroup({
      name: 'test',
      command: 'sh',
      parameters: ['-c', script],
      directory: root,
      env: process.env,
      onLine: (line) => void lines.push(line),
    });

  test('ends with its grandchildren, also those that do not listen', async () => {
    const lines: string[] = [];
    const group = start(`trap '' TERM; (trap '' TERM; sleep 60) & echo $!; wait; sleep 60`, lines);
    await until(() => lines.length > 0);
    expect(runs(Number(lines[0]))).toBe(true);
    await group.stop(200);
    await until(() => !runs(Number(lines[0])));
  });

  test('ends when the process that started it is killed', async () => {
    const pids = join(root, 'pids');
    const program = `
      import { describeAdded } from '../../src/cli/dev/prepare.ts';
import { startGroup } from ${JSON.stringify(new URL('../../src/cli/dev/process-group.ts', import.meta.url).href)};
      import { writeFileSync } from 'node:fs';
      startGroup({ name: 'x', command: 'sh', parameters: ['-c', 'sleep 60 & echo $! $$; wait'], directory: '/',
        env: process.env, onLine: (line) => writeFileSync(${JSON.stringify(pids)}, line) });`;
    const path = join(root, 'starter.mts');
    writeFileSync(path, program);
    const starter = spawn(process.execPath, ['--import', 'tsx', path], {
      cwd: new URL('../..', import.meta.url),
      stdio: 'ignore',
    });
    await until(() => existsSync(pids) && readFileSync(pids, 'utf8').trim() !== '');
    const started = readFileSync(pids, 'utf8').split(' ').map(Number);
    expect(started.every(runs)).toBe(true);
    starter.kill('SIGKILL');
    await until(() => !started.some(runs));
  });

  test('says its exit code', async () => {
    expect(await start('exit 7').ended).toBe(7);
  });

  test('a command that is not there is an end, not a crash', async () => {
    const lines: string[] = [];
    const group = startGroup({
      name: 'test',
      command: 'no-such-command',
      parameters: [],
      directory: root,
      env: {},
      onLine: (line) => void lines.push(line),
    });
    expect(await group.ended).toBe(1);
    expect(lines.join()).toContain('did not start');
  });
});

describe('the signals that stop', () => {
  test('one that arrives twice is one; the second ends what runs at once', () => {
    vi.useFakeTimers({ toFake: ['performance'] });
    const signals = onStop();
    process.emit('SIGINT');
    process.emit('SIGINT');
    expect([signals.stopped.aborted, signals.killed.aborted]).toEqual([true, false]);
    vi.advanceTimersByTime(1000);
    process.emit('SIGTERM');
    expect(signals.killed.aborted).toBe(true);
    signals.remove();
    vi.useRealTimers();
  });
});

describe('runApplications', () => {
  const output = (lines: string[]) => ({
    json: false,
    line: (text: string) => void lines.push(text),
    style: (_: string, text: string) => text,
  });

  /** Stands in for pnpm: runs `dev.cjs` of the application's folder. */
  function application(name: string, script: string) {
    const directory = join(root, name + Math.random());
    mkdirSync(directory);
    writeFileSync(join(directory, 'dev.cjs'), script);
    return { name, package: `@startkit/${name}`, directory };
  }
  function command(): string {
    const path = join(root, 'run');
    writeFileSync(path, '#!/bin/sh\nexec node dev.cjs\n');
    chmodSync(path, 0o755);
    return path;
  }
  const serve = `require('node:http').createServer((_, r) => r.end()).listen(Number(process.env.PORT));
    console.log('listening');`;

  test('says where the web application answers, and stops when it is told to', async () => {
    const lines: string[] = [];
    const stop = new AbortController();
    const port = await freePort(20_000 + Math.floor(Math.random() * 20_000));
    const running = runApplications({
      applications: [
        application('web', serve),
        application('worker', 'setInterval(() => {}, 1000)'),
      ],
      port,
      output: output(lines),
      stopped: stop.signal,
      killed: new AbortController().signal,
      command: command(),
    });
    await until(() => lines.includes(`http://localhost:${port}`));
    expect(lines).toContain('web    | listening');
    stop.abort();
    expect(await running).toBe(0);
    expect(lines.filter((line) => line.includes('stopping everything'))).toEqual([]);
    expect(await freePort(port)).toBe(port);
  });

  test('ends with the exit code of the first that ends, and takes the others along', async () => {
    const lines: string[] = [];
    const pid = join(root, 'pid');
    const code = await runApplications({
      applications: [
        application(
          'web',
          `require('node:fs').writeFileSync(${JSON.stringify(pid)}, String(process.pid)); setInterval(() => {}, 1000)`,
        ),
        application('worker', `setTimeout(() => process.exit(9), 500)`),
      ],
      port: 1,
      output: output(lines),
      stopped: new AbortController().signal,
      killed: new AbortController().signal,
      command: command(),
    });
    expect(code).toBe(9);
    expect(lines).toContain('worker ended with exit code 9: stopping everything.');
    await until(() => !runs(Number(readFileSync(pid, 'utf8'))));
  });
});
