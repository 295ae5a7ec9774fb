import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { MigrationSource } from '../../../src/migrations/index.ts';

/** The runner as a process of its own, to be killed. */
export interface OwnProcess {
  start(url: string, source: MigrationSource): ChildProcess;
  remove(): void;
}

const here = fileURLToPath(new URL('.', import.meta.url));

/** Bundled once: tsx takes two seconds for each start. */
export async function ownProcess(): Promise<OwnProcess> {
  const folder = mkdtempSync(join(here, '../../../node_modules/.runner-'));
  const program = join(folder, 'migrate.mjs');
  await build({
    entryPoints: [join(here, 'migrate-program.ts')],
    outfile: program,
    bundle: true,
    platform: 'node',
    format: 'esm',
    external: ['postgres', 'libpg-query', 'zod', 'drizzle-orm', 'drizzle-kit'],
    logLevel: 'error',
  });
  return {
    start: (url, source) =>
      spawn(process.execPath, [program, url, source.folder, source.rlsFile], { stdio: 'ignore' }),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Waits for its end. @returns the signal that ended it, or its exit code. */
export async function endOf(child: ChildProcess): Promise<NodeJS.Signals | number | null> {
  if (child.signalCode !== null || child.exitCode !== null) {
    return child.signalCode ?? child.exitCode;
  }
  const [code, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null];
  return signal ?? code;
}
