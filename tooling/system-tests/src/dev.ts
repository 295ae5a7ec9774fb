import { spawn } from 'node:child_process';
import type { Account } from './accounts.ts';
import { until } from './until.ts';

export interface DevOptions {
  /** As in the README. */
  readonly command: string;
  /** The checkout it runs in. */
  readonly folder: string;
  readonly account?: Account | undefined;
  readonly env: Readonly<Record<string, string>>;
}

export interface Dev {
  /** What it printed so far. */
  output(): string;
  /** Waits for the address it prints. Throws its output when it ends first, or takes too long. */
  url(): Promise<string>;
  /** What Ctrl-C does: SIGINT to the foreground process group. Returns the exit code. */
  interrupt(): Promise<number>;
  /** SIGKILL to the same processes; what they started in groups of their own is left. */
  kill(): Promise<void>;
}

/** Installing and the first compilation take a while. */
const patience = 240_000;

/** Starts `pnpm dev` as a terminal does: in a process group of its own, by a shell. */
export function startDev({ command, folder, account, env }: DevOptions): Dev {
  const child = spawn('/bin/sh', ['-c', command], {
    cwd: folder,
    env: { ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
    ...account,
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (data: Buffer) => (output += data.toString()));
  }
  const ended = new Promise<number>((resolve) => {
    child.once('exit', (code) => resolve(code ?? 1));
    child.once('error', (error) => {
      output += error.message;
      resolve(1);
    });
  });
  const signal = (name: NodeJS.Signals) => {
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, name);
  };
  const killAtExit = () => signal('SIGINT');
  process.once('exit', killAtExit);
  const url = () => /^http:\/\/localhost:\d+$/m.exec(output)?.[0];
  return {
    output: () => output,
    url: async () => {
      const isOver = () => url() !== undefined || child.exitCode !== null;
      await until(`${command} prints its address`, isOver, { patience }).catch((error: Error) => {
        throw new Error(`${error.message} It printed:\n${output}`, { cause: error });
      });
      const found = url();
      if (found === undefined) throw new Error(`${command} ended. It printed:\n${output}`);
      return found;
    },
    interrupt: () => {
      signal('SIGINT');
      process.removeListener('exit', killAtExit);
      return ended;
    },
    kill: async () => {
      signal('SIGKILL');
      process.removeListener('exit', killAtExit);
      await ended;
    },
  };
}
