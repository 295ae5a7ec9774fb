import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { main } from '../../src/cli/main.ts';
import type { SafeDatabase } from '../proof/safe-database.ts';

/** A folder with a configuration, as somebody has who uses the command. */
export interface Project {
  readonly folder: string;
  write(name: string, text: string): void;
  read(name: string): string;
  /** Runs `tenancy` there. */
  tenancy(...parameters: string[]): Promise<Run>;
  remove(): void;
}

export interface Run {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface ProjectOptions {
  /** What TENANCY_DATABASE_URL says. */
  readonly url?: string;
  readonly today?: string;
  /** Whether both streams are terminals. */
  readonly isTerminal?: boolean;
}

/** @param config the text of tenancy.config.mjs; undefined: there is none. */
export function project(config: string | undefined, options: ProjectOptions = {}): Project {
  const folder = mkdtempSync(join(tmpdir(), 'tenancy-'));
  const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
  if (config !== undefined) write('tenancy.config.mjs', config);
  return {
    folder,
    write,
    read: (name) => readFileSync(join(folder, name), 'utf8'),
    tenancy: (...parameters) => run(folder, parameters, options),
    remove: () => rmSync(folder, { recursive: true }),
  };
}

async function run(
  folder: string,
  parameters: readonly string[],
  { url, today = '2026-03-31', isTerminal = false }: ProjectOptions,
): Promise<Run> {
  const written = { stdout: '', stderr: '' };
  const stream = (name: keyof typeof written) => ({
    write: (text: string) => (written[name] += text),
    isTTY: isTerminal,
    hasColors: () => isTerminal,
  });
  const code = await main(parameters, {
    folder,
    stdout: stream('stdout'),
    stderr: stream('stderr'),
    signal: new AbortController().signal,
    databaseUrl: url,
    now: () => new Date(`${today}T23:59:59Z`),
  });
  return { code, ...written };
}

const packageRoot = fileURLToPath(new URL('../..', import.meta.url));

/** A project that has the package installed. */
export function installedProject(url: string, options: ProjectOptions = {}): Project {
  const one = project(undefined, { url, ...options });
  const scope = join(one.folder, 'node_modules/@startkit');
  mkdirSync(scope, { recursive: true });
  symlinkSync(packageRoot, join(scope, 'tenancy'));
  return one;
}

/** The safe database's configuration as a file. */
export function safeConfigText({ roles }: SafeDatabase, more = ''): string {
  return `export default {
  tenantKey: 'account_id',
  roles: { tenant: ['${roles.app}'], trusted: ['${roles.staff}'] },
  tables: {
    accounts: { scope: 'organization' }, countries: 'global', 'internal.secrets': 'private',
  },
  trustedFunctions: ['public.account_name()'],
  signedContext: false,
  subjects: [{
    name: 'member',
    role: '${roles.app}',
    enter: (own) => [
      { text: "select set_config('shop.account_id', $1, true)", values: [own('accounts', 'id')] },
    ],
  }],
  ${more}
};
`;
}
