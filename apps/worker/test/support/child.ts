import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { eventually } from './fixture.ts';

export interface Child {
  readonly process: ChildProcess;
  /** Everything it has written so far. */
  output(): string;
  /** Waits until it has written this. */
  says(text: string): Promise<void>;
  /** Exit code, or the signal that killed it. */
  readonly ended: Promise<number | string>;
}

const children = new Set<ChildProcess>();

/** Kills what a failed test has left behind. */
export function killChildren(): void {
  for (const child of children) child.kill('SIGKILL');
}

/** Starts a file of this package as a process of its own. Its stdout and stderr are pipes. */
export function startChild(
  file: string,
  environment: Readonly<Record<string, string>>,
  flags: readonly string[] = [],
): Child {
  const path = fileURLToPath(new URL(`../../${file}`, import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', path, ...flags], {
    cwd: fileURLToPath(new URL('../..', import.meta.url)),
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], NODE_ENV: 'test', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.add(child);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  const ended = new Promise<number | string>((resolve) => {
    child.once('close', (code, signal) => {
      children.delete(child);
      resolve(code ?? signal ?? -1);
    });
  });
  const says = (text: string) => eventually(() => output.includes(text), `${path} to say ${text}`);
  return { process: child, output: () => output, says, ended };
}
