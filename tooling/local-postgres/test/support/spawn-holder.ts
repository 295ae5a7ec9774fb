import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { onTestFinished } from 'vitest';
import type { ServerUser } from '../../src/server-user.ts';

const SCRIPT = fileURLToPath(new URL('holder.ts', import.meta.url));
const TSX = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;

export interface Report {
  readonly port?: number;
  readonly started?: boolean;
  readonly url?: string;
  readonly released?: boolean;
  readonly code?: string;
  readonly message?: string;
}

export interface Holder {
  readonly child: ChildProcess;
  /** The next line it reports; rejects with its error output when it ends instead. */
  report(): Promise<Report>;
  /** Tells it to give the server back, and waits for its end. */
  release(): Promise<void>;
}

/** Starts a real process that uses the directory's server, in a process group of its own. */
export function spawnHolder(directory: string, user?: ServerUser): Holder {
  const identity =
    user === undefined ? {} : { HOLDER_UID: String(user.uid), HOLDER_GID: String(user.gid) };
  const child = spawn(process.execPath, ['--import', TSX, SCRIPT, directory], {
    env: { ...process.env, ...identity },
    stdio: ['pipe', 'pipe', 'pipe'],
    detached: true,
  });
  const ended = once(child, 'close');
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await ended;
  });
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => {
    errors += chunk.toString();
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const report = async () => {
    const line = await lines.next();
    if (line.done) throw new Error(`the process ended without a report: ${errors}`);
    return JSON.parse(line.value) as Report;
  };
  return {
    child,
    report,
    async release() {
      child.stdin.write('release\n');
      const { released } = await report();
      if (released !== true) throw new Error('the server was not given back');
      await ended;
    },
  };
}
