import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { access, constants } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { childEnvironment } from '../../env.ts';
import { OperationError } from '../../environment/errors.ts';

export type ProgramName = 'pg_dump' | 'pg_restore';

/** A program of PostgreSQL's, as it is installed here. */
export interface Program {
  readonly name: ProgramName;
  readonly path: string;
  /** "15.18". */
  readonly version: string;
  readonly major: number;
}

export interface Need {
  /** The least major version. */
  readonly major: number;
  /** Why, as the end of a sentence: "the server at db:5432 is PostgreSQL 18". */
  readonly because: string;
}

/**
 * Finds a program in PATH, or where packages of PostgreSQL put it: of just this major version, or else of the next
 * newer one. A dump by an older program is refused by the server, and an archive of a newer one is not understood.
 *
 * @throws OperationError `PROGRAM_MISSING`, with what was found and how to get the one that is needed.
 */
export async function findProgram(name: ProgramName, need: Need): Promise<Program> {
  const found = await installed(name);
  const fitting = found
    .filter(({ major }) => major >= need.major)
    .toSorted((a, b) => a.major - b.major)[0];
  if (fitting !== undefined) return fitting;
  throw new OperationError('PROGRAM_MISSING', missing(name, need, found));
}

async function installed(name: ProgramName): Promise<readonly Program[]> {
  const found: Program[] = [];
  for (const folder of new Set([...pathFolders(), ...packageFolders()])) {
    const program = await programAt(name, join(folder, name));
    if (program !== undefined) found.push(program);
  }
  return found;
}

async function programAt(name: ProgramName, path: string): Promise<Program | undefined> {
  try {
    await access(path, constants.X_OK);
    const { stdout } = await promisify(execFile)(path, ['--version']);
    const version = /\(PostgreSQL\) (\d+(?:\.\d+)?\w*)/.exec(stdout)?.[1];
    if (version === undefined) return undefined;
    return { name, path, version, major: Number.parseInt(version, 10) };
  } catch {
    return undefined;
  }
}

function pathFolders(): readonly string[] {
  return (childEnvironment()['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
}

/** Debian and Ubuntu, Red Hat, Homebrew; the newest first. */
function packageFolders(): readonly string[] {
  return [
    ...versioned('/usr/lib/postgresql', /^\d+$/),
    ...versioned('/usr', /^pgsql-\d+$/),
    ...['/opt/homebrew/opt', '/usr/local/opt'].flatMap((folder) =>
      versioned(folder, /^(postgresql@\d+|libpq)$/),
    ),
  ];
}

function versioned(folder: string, pattern: RegExp): readonly string[] {
  try {
    return readdirSync(folder)
      .filter((name) => pattern.test(name))
      .map((name) => join(folder, name, 'bin'));
  } catch {
    return [];
  }
}

function missing(name: ProgramName, { major, because }: Need, found: readonly Program[]): string {
  const there =
    found.length === 0
      ? 'none was found'
      : `what was found is too old: ${found.map(({ version, path }) => `${version} (${path})`).join(', ')}`;
  return (
    `${name} of PostgreSQL ${major} or newer is needed, because ${because}; ${there}. Nothing was done. Debian and ` +
    `Ubuntu: apt install postgresql-client-${major} (from apt.postgresql.org, where the system's own packages are ` +
    `older); macOS: brew install postgresql@${major}. Or put the folder of another one into PATH.`
  );
}
