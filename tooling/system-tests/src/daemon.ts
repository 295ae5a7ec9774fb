import { spawn } from 'node:child_process';
import type { Account } from './accounts.ts';
import { until } from './until.ts';

export interface DaemonOptions {
  readonly command: string;
  readonly parameters: readonly string[];
  readonly folder: string;
  readonly account: Account | undefined;
  readonly isReady: () => Promise<boolean>;
}

export interface Daemon {
  /** Ends it and waits until it has. */
  stop(): Promise<void>;
}

/**
 * Starts a server in the foreground, as a child of this process.
 *
 * @throws Error with its last output when it ends, or is not ready in time.
 */
export async function startDaemon(options: DaemonOptions): Promise<Daemon> {
  const { command, parameters, folder, isReady } = options;
  const child = spawn(command, [...parameters], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
    ...options.account,
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (data: Buffer) => (output = (output + data.toString()).slice(-4000)));
  }
  const ended = new Promise<void>((resolve) => {
    child.once('close', () => resolve());
    child.once('error', (error) => {
      output += error.message;
      resolve();
    });
  });
  const isOver = () => child.exitCode !== null || child.signalCode !== null || !child.pid;
  const end = () => child.kill('SIGINT');
  process.once('exit', end);
  const stop = async () => {
    process.removeListener('exit', end);
    end();
    await ended;
  };
  try {
    await until(`${command} is ready`, async () => isOver() || (await isReady()));
    if (isOver()) throw new Error(`${command} ended.`);
  } catch (error) {
    await stop();
    throw new Error(`${(error as Error).message} Its output ends with:\n${output}`, {
      cause: error,
    });
  }
  return { stop };
}
