import { spawn } from 'node:child_process';

export interface Result {
  readonly code: number;
  readonly output: string;
}

export interface RunOptions {
  readonly folder: string;
  /** Variables that are added to this process's own, or replace them. */
  readonly env?: Readonly<Record<string, string | undefined>>;
}

/** Runs a command to its end. Its output is both of its streams, as they came. */
export function run(
  command: string,
  parameters: readonly string[],
  { folder, env = {} }: RunOptions,
): Promise<Result> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, [...parameters], {
      cwd: folder,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    child.stdout.on('data', (data: Buffer) => (output += data.toString()));
    child.stderr.on('data', (data: Buffer) => (output += data.toString()));
    child.once('error', reject);
    child.once('close', (code) => resolve({ code: code ?? 1, output }));
  });
}
