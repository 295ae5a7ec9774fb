import { execFileSync, spawn } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const repository = fileURLToPath(new URL('../../../../..', import.meta.url));

export interface Result {
  readonly code: number | null;
  /** What it printed, on both streams. */
  readonly output: string;
}

/** This tree as it is, changes that are not committed included, with the packages that are installed. */
export interface RepositoryCopy {
  readonly root: string;
  /** The folder of packages/database. */
  readonly database: string;
  /** Runs `db` with these variables and no others of the kit. `answer` is typed into a terminal. */
  db(parameters: readonly string[], options?: RunOptions): Promise<Result>;
  run(program: string, parameters: readonly string[], options?: RunOptions): Promise<Result>;
  remove(): void;
}

export interface RunOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** Gives it a terminal, and types this once it asks. */
  readonly answer?: string;
}

export function copyRepository(): RepositoryCopy {
  const root = mkdtempSync(join(tmpdir(), 'startkit-copy-'));
  const database = join(root, 'packages/database');
  for (const file of listed()) copy(file, root);
  symlinkSync(join(repository, 'node_modules'), join(root, 'node_modules'));
  for (const folder of packageFolders()) {
    const modules = join(folder, 'node_modules');
    if (!existsSync(join(repository, modules))) continue;
    cpSync(join(repository, modules), join(root, modules), {
      recursive: true,
      verbatimSymlinks: true,
    });
  }
  const run: RepositoryCopy['run'] = (program, parameters, options = {}) =>
    runIn(database, program, parameters, options);
  return {
    root,
    database,
    run,
    db: (parameters, options) =>
      run(process.execPath, ['--import', 'tsx', 'src/cli/db.ts', ...parameters], options),
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}

function listed(): readonly string[] {
  const options = { cwd: repository, encoding: 'utf8', maxBuffer: 2 ** 26 } as const;
  const safe = ['-c', `safe.directory=${repository.replace(/\/$/, '')}`];
  const files = execFileSync(
    'git',
    [...safe, 'ls-files', '-z', '-co', '--exclude-standard'],
    options,
  );
  return [...new Set(files.split('\0').filter(Boolean))];
}

/** A file that was deleted, but not yet from the index, is not there to copy. */
function copy(file: string, root: string): void {
  if (!existsSync(join(repository, file))) return;
  mkdirSync(dirname(join(root, file)), { recursive: true });
  cpSync(join(repository, file), join(root, file));
}

function packageFolders(): readonly string[] {
  return ['packages', 'apps', 'tooling'].flatMap((kind) =>
    readdirSync(join(repository, kind)).map((name) => join(kind, name)),
  );
}

function runIn(
  folder: string,
  program: string,
  parameters: readonly string[],
  { env = {}, answer }: RunOptions,
): Promise<Result> {
  const command = [program, ...parameters]
    .map((word) => `'${word.replaceAll("'", `'\\''`)}'`)
    .join(' ');
  const child =
    answer === undefined
      ? spawn(program, parameters, { cwd: folder, env: environment(env) })
      : spawn('script', ['-qec', command, '/dev/null'], { cwd: folder, env: environment(env) });
  return new Promise((resolve, reject) => {
    let output = '';
    const onData = (data: Buffer) => {
      const asked = output.includes('?');
      output += data.toString();
      if (!asked && answer !== undefined && output.includes('?')) child.stdin.write(answer);
    };
    child.stdout.on('data', onData);
    child.stderr.on('data', onData);
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, output }));
    if (answer === undefined) child.stdin.end();
  });
}

function environment(env: Readonly<Record<string, string>>) {
  return {
    PATH: process.env['PATH'],
    HOME: process.env['HOME'],
    NODE_ENV: 'test',
    NO_COLOR: '1',
    ...env,
  };
}
