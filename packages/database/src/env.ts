import { existsSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { loadEnvFile } from 'node:process';
import { type ConnectionName, connectionNames, connections } from './environment/connections.ts';
import { OperationError } from './environment/errors.ts';
import { repositoryRoot } from './environment/repository.ts';
import { parseVariables } from './environment/variables.ts';

/** The variables as the process was given them. */
export type EnvironmentSource = Readonly<Record<string, string | undefined>>;

interface Settings {
  /** Whether real data may be behind it: production, staging, and every NODE_ENV we do not know. */
  readonly deployed: boolean;
  readonly nodeEnv: string;
  /** Connections a pool opens at most. */
  readonly poolMax: number;
}

/** The databases are named by connection strings. Reading one that is not set throws. */
export interface UrlsEnvironment extends Settings, Readonly<Record<ConnectionName, string>> {
  readonly mode: 'urls';
  /** What tenant contexts are signed with. Reading it when it is not set throws. */
  readonly contextSecret: string;
  /** Whether it is set. */
  readonly hasContextSecret: boolean;
  /** Whether backups have a login of their own. */
  readonly hasBackup: boolean;
}

/** No connection string is set: the server of this clone is used. */
export interface LocalEnvironment extends Settings {
  readonly mode: 'local';
  /** The folder of the local server. */
  readonly directory: string;
}

export type Environment = UrlsEnvironment | LocalEnvironment;

const safeNodeEnvs = new Set(['development', 'test']);

/**
 * Reads the environment, and `.env` in the repository's root when the process's own variables are
 * asked for; variables that are already set win. The only place that reads `process.env`.
 *
 * A deployment is given only the connection strings it uses (a web server has no business with the
 * migration login), so one that is missing is an error when it is read, not before.
 *
 * @throws OperationError `CONFIGURATION` when a value is malformed, or when nothing is set where
 * real data may be (no local server is started there).
 */
export function readEnvironment(source: EnvironmentSource = processEnvironment()): Environment {
  const values = parseVariables(source);
  const nodeEnv = values.NODE_ENV ?? 'development';
  const settings = {
    nodeEnv,
    deployed: !safeNodeEnvs.has(nodeEnv),
    poolMax: values.DATABASE_POOL_MAX ?? 10,
  };
  if (connectionNames.some((name) => values[variableOf(name)] !== undefined)) {
    const secret = values.TENANT_CONTEXT_SECRET;
    return urlsEnvironment(settings, secret, (name) => values[variableOf(name)]);
  }
  if (settings.deployed) throw nothingSet(nodeEnv);
  return { mode: 'local', ...settings, directory: localDirectory(values.STARTKIT_LOCAL_DIR) };
}

const variableOf = (name: ConnectionName) => connections[name].variable;

function urlsEnvironment(
  settings: Settings,
  secret: string | undefined,
  urlOf: (name: ConnectionName) => string | undefined,
): UrlsEnvironment {
  const read = (name: ConnectionName): string => urlOf(name) ?? fail(missing(name));
  return {
    mode: 'urls',
    ...settings,
    hasContextSecret: secret !== undefined,
    hasBackup: urlOf('backup') !== undefined,
    get contextSecret() {
      return secret ?? fail(missingSecret());
    },
    get app() {
      return read('app');
    },
    get portal() {
      return read('portal');
    },
    get superadmin() {
      return read('superadmin');
    },
    get backup() {
      return read('backup');
    },
    get migration() {
      return read('migration');
    },
  };
}

function fail(error: Error): never {
  throw error;
}

function missing(name: ConnectionName): OperationError {
  const { variable, purpose, login } = connections[name];
  return new OperationError(
    'CONFIGURATION',
    `${variable} is not set. It is the connection string of ${login}, for ${purpose}. ` +
      'Set it; .env.example describes every variable.',
  );
}

function missingSecret(): OperationError {
  return new OperationError(
    'CONFIGURATION',
    'TENANT_CONTEXT_SECRET is not set. It is what tenant contexts are signed with, so that injected SQL ' +
      'cannot become another tenant. db:provision prints it when it makes the first key; ' +
      'db:rotate-context-key makes a new one.',
  );
}

function nothingSet(nodeEnv: string): OperationError {
  return new OperationError(
    'CONFIGURATION',
    `NODE_ENV is ${JSON.stringify(nodeEnv)} and no connection string is set. The local server is ` +
      `used only when NODE_ENV is development, test or unset. Set ${connections.app.variable} and ` +
      'the others that this process uses; .env.example describes every variable.',
  );
}

function localDirectory(configured: string | undefined): string {
  if (configured !== undefined && isAbsolute(configured)) return configured;
  const root = repositoryRoot();
  if (root !== undefined) {
    return join(/* turbopackIgnore: true */ root, configured ?? '.startkit/postgres');
  }
  throw new OperationError(
    'CONFIGURATION',
    'The repository was not found, so there is no folder for the local server. Set DATABASE_URL ' +
      'and the other connection strings, or STARTKIT_LOCAL_DIR to an absolute folder.',
  );
}

function processEnvironment(): EnvironmentSource {
  const root = repositoryRoot();
  const file = root === undefined ? undefined : join(root, '.env');
  if (file !== undefined && existsSync(file)) loadEnvFile(file);
  return process.env;
}

/**
 * The port of the web application in development: `PORT`, or 3000.
 *
 * @throws OperationError `CONFIGURATION` when it is not a port.
 */
export function readPort(source: EnvironmentSource = processEnvironment()): number {
  const port = Number(source['PORT'] || 3000);
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
  throw new OperationError('CONFIGURATION', 'PORT is not a port: a whole number from 1 to 65535.');
}

/** The folder that a command was called in: pnpm runs its scripts in the package's own. */
export function callingFolder(): string {
  return process.env['INIT_CWD'] ?? process.cwd();
}

/** The process's own variables for a child process, with these added or replaced. */
export function childEnvironment(
  extra: EnvironmentSource = {},
): Record<string, string | undefined> {
  return { ...process.env, ...extra };
}
