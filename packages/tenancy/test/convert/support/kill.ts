import { spawn } from 'node:child_process';
import { setTimeout as later } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { runSql } from '../../support/run-sql.ts';

const tenancy = fileURLToPath(new URL('../../../bin/tenancy.js', import.meta.url));

export interface CommandOptions {
  /** Where it runs. */
  readonly folder: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** The file that Node.js runs. Default: bin/tenancy.js, which registers tsx. */
  readonly script?: string;
}

export interface Ended {
  /** NULL when a signal ended it. */
  readonly code: number | null;
  readonly signal: string | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunningCommand {
  readonly pid: number;
  readonly ended: Promise<Ended>;
  /** Resolves when a line of either stream matches; never, when none does before the end. */
  line(pattern: RegExp): Promise<string>;
  /** Writes a line to its standard input, if it still reads it. */
  say(line: string): void;
  kill(signal?: NodeJS.Signals): void;
}

/** Starts a command as a process of its own. */
export function startCommand(
  parameters: readonly string[],
  { folder, environment = {}, script = tenancy }: CommandOptions,
): RunningCommand {
  const child = spawn(process.execPath, [script, ...parameters], {
    cwd: folder,
    env: { ...process.env, ...environment },
    stdio: 'pipe',
  });
  // It may have ended, or been killed, before it reads.
  child.stdin.on('error', () => undefined);
  const written = { stdout: '', stderr: '' };
  const waiting: (() => void)[] = [];
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (text: string) => {
      written[name] += text;
      for (const look of waiting) look();
    });
  }
  return {
    pid: child.pid!,
    ended: new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (code, signal) => resolve({ code, signal, ...written }));
    }),
    line: (pattern) =>
      new Promise((resolve) => {
        const look = () => {
          const lines = `${written.stdout}\n${written.stderr}`.split(/[\n\r]/);
          const found = lines.find((line) => pattern.test(line));
          if (found !== undefined) resolve(found);
        };
        waiting.push(look);
        look();
      }),
    say: (line) => void child.stdin.write(`${line}\n`),
    kill: (signal = 'SIGKILL') => void child.kill(signal),
  };
}

/** When to kill: after so many ms, at a line that it prints, or when something else has happened. */
export type Moment = number | RegExp | ((command: RunningCommand) => Promise<unknown>);

export interface KillOptions extends CommandOptions {
  readonly at: Moment;
  /** The database whose sessions are waited for. */
  readonly url: string;
  /** LIKE pattern of its sessions' application_name. Default: 'tenancy%'. */
  readonly application?: string;
}

/**
 * Runs a command, kills it at a moment with SIGKILL, and waits until the server has ended its sessions: what a statement was
 * doing it does to its end.
 * @returns how it ended; with a code and no signal when it was done before
 */
export async function runAndKill(
  parameters: readonly string[],
  { at, url, application = 'tenancy%', ...options }: KillOptions,
): Promise<Ended> {
  const command = startCommand(parameters, options);
  await Promise.race([moment(at, command), command.ended]);
  command.kill();
  const ended = await command.ended;
  await sessionsGone(url, application);
  return ended;
}

async function moment(at: Moment, command: RunningCommand): Promise<unknown> {
  if (typeof at === 'number') return later(at);
  return at instanceof RegExp ? command.line(at) : at(command);
}

/**
 * Waits until the database has no session of that name.
 * @throws Error when there still is one after a minute, with what it does
 */
export async function sessionsGone(url: string, application = 'tenancy%'): Promise<void> {
  const end = Date.now() + 60_000;
  for (;;) {
    const sessions = await runSql(
      url,
      `select pid, state, wait_event, query from pg_stat_activity where datname = current_database()
        and pid <> pg_backend_pid() and application_name like '${application.replaceAll("'", "''")}'`,
    );
    if (sessions.length === 0) return;
    if (Date.now() > end) throw new Error(`Sessions are left: ${JSON.stringify(sessions)}`);
    await later(10);
  }
}
