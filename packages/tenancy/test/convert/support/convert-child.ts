import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { startCommand, type RunningCommand } from './kill.ts';

/** A process that waits to be told to run (`up`) or take back (`down`) a plan, and to be killed. */
export interface ConvertChild extends Omit<RunningCommand, 'say'> {
  /** Returns when it has begun, or ended. */
  begin(direction: 'up' | 'down'): Promise<void>;
}

export interface ConvertChildOptions {
  /** The folder of the plan. */
  readonly folder: string;
  readonly url: string;
  readonly secret: string;
}

export interface ConvertChildren {
  /** Starts one, which loads what it needs in the meantime. */
  start(options: ConvertChildOptions): ConvertChild;
  close(): Promise<void>;
}

const source = fileURLToPath(new URL('convert-process.ts', import.meta.url));

/** Makes one file of what they run: it is loaded in a tenth of the time. */
export async function convertChildren(): Promise<ConvertChildren> {
  const temporary = await mkdtemp(join(tmpdir(), 'startkit-convert-child-'));
  const script = join(temporary, 'convert.mjs');
  // node-postgres is CommonJS, and requires what Node.js has.
  const banner = `import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);`;
  await build({
    entryPoints: [source],
    outfile: script,
    bundle: true,
    platform: 'node',
    format: 'esm',
    external: ['pg-native'],
    banner: { js: banner },
  });
  return {
    start({ folder, url, secret }) {
      const { say, ...command } = startCommand([folder, url, secret], { folder, script });
      const ready = command.line(/^ready$/);
      return {
        ...command,
        async begin(direction) {
          await Promise.race([ready, command.ended]);
          say(direction);
        },
      };
    },
    close: () => rm(temporary, { recursive: true }),
  };
}
