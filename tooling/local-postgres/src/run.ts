import { spawn } from 'node:child_process';
import type { ServerUser } from './server-user.ts';

export interface RunResult {
  /** The exit code; null when a signal ended the program. */
  readonly code: number | null;
  /** Standard output and error, as they came. */
  readonly output: string;
}

/**
 * Only what the programs need: a developer's PGPORT, PGOPTIONS or locale must not reach the server, whose
 * messages this package reads.
 */
export function cleanEnvironment(): NodeJS.ProcessEnv {
  const clean: Record<string, string> = { PATH: process.env['PATH'] ?? '', LC_ALL: 'C', TZ: 'UTC' };
  // oxlint-disable-next-line typescript/no-unnecessary-type-assertion -- checked together with Next, every ProcessEnv requires NODE_ENV
  return clean as NodeJS.ProcessEnv;
}

/** The part of spawn's options that runs a program as the server's user. */
export function asUser(user: ServerUser | undefined): { uid?: number; gid?: number } {
  return user === undefined ? {} : { uid: user.uid, gid: user.gid };
}

/** Runs a program to its end without a shell. Rejects only when it cannot be started (ENOENT, EACCES). */
export function run(
  program: string,
  args: readonly string[],
  user?: ServerUser,
): Promise<RunResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      ...asUser(user),
      cwd: '/',
      env: cleanEnvironment(),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    const collect = (chunk: Buffer) => {
      output += chunk.toString();
    };
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, output }));
  });
}
