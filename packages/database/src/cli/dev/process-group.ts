import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { guardGroup } from './guardian.ts';

/** A command and everything it starts in turn. */
export interface ProcessGroup {
  readonly name: string;
  /** The exit code, once it has ended; 1 when a signal or a failure to start ended it. */
  readonly ended: Promise<number>;
  /** Ends all of it: SIGTERM, and SIGKILL for what is left after `patience` milliseconds. */
  stop(patience: number): Promise<void>;
  /** Ends all of it at once. */
  kill(): void;
}

export interface StartOptions {
  readonly name: string;
  readonly command: string;
  readonly parameters: readonly string[];
  readonly directory: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly onLine: (line: string) => void;
}

/**
 * Starts a command in a process group of its own: a signal to pnpm alone would leave the server
 * behind it running, and Ctrl-C must reach the group through us, in order.
 */
export function startGroup(options: StartOptions): ProcessGroup {
  const child = spawn(options.command, [...options.parameters], {
    cwd: options.directory,
    env: { ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', options.onLine);
  }
  const leaveAlone = child.pid === undefined ? () => {} : guardGroup(child.pid);
  const ended = new Promise<number>((resolve) => {
    child.once('exit', (code) => resolve(code ?? 1));
    child.once('error', (error) => {
      options.onLine(`did not start: ${error.message}`);
      resolve(1);
    });
  });
  return {
    name: options.name,
    ended,
    stop: (patience) => stop(child, patience).finally(leaveAlone),
    kill: () => void signal(child, 'SIGKILL'),
  };
}

async function stop(child: ChildProcess, patience: number): Promise<void> {
  const end = Date.now() + patience;
  signal(child, 'SIGTERM');
  while (isAlive(child) && Date.now() < end) await pause(50);
  signal(child, 'SIGKILL');
}

// The group outlives its leader: it is asked for itself, not whether the child has ended.
function isAlive(child: ChildProcess): boolean {
  return signal(child, 0);
}

function signal({ pid }: ChildProcess, name: NodeJS.Signals | 0): boolean {
  if (pid === undefined) return false;
  try {
    return process.kill(-pid, name);
  } catch {
    return false;
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
