import { existsSync } from 'node:fs';
import { extname } from 'node:path';
import { pathToFileURL } from 'node:url';
import type * as tsxApi from 'tsx/esm/api';
import type { TenancyConfig } from './config.ts';
import { ConfigurationError } from './error.ts';
import { validConfig } from './schema.ts';

/** What a configuration file is called when nobody says, in the order in which they are looked for. */
export const configNames: readonly string[] = [
  'tenancy.config.ts',
  'tenancy.config.mts',
  'tenancy.config.js',
  'tenancy.config.mjs',
];

type Tsx = typeof tsxApi;

interface ConfigModule {
  readonly default?: unknown;
}

/**
 * Runs a configuration file, and checks what it exports by default.
 *
 * @param file its absolute path.
 * @param shown what it is called in an error. Default: `file`.
 * @throws ConfigurationError when it is not there, cannot be run, or a field is wrong; says which.
 */
export async function loadConfig(file: string, shown = file): Promise<TenancyConfig> {
  return validConfig(await runFile(file, shown, 'defineTenancy'), shown);
}

/**
 * Runs a file in TypeScript or JavaScript.
 *
 * @param define the function that what it exports is written with, for an error.
 * @returns what it exports by default.
 * @throws ConfigurationError when it is not there, cannot be run, or exports nothing by default.
 */
export async function runFile(file: string, shown: string, define: string): Promise<unknown> {
  if (!existsSync(file)) throw new ConfigurationError(`There is no ${shown}.`);
  const module = await run(file, shown);
  // Some loaders wrap what a CommonJS module exports once more.
  const exported = await (isWrapped(module.default) ? module.default.default : module.default);
  if (exported === undefined) {
    throw new ConfigurationError(
      `${shown} has no default export: write \`export default ${define}({...})\`.`,
    );
  }
  return exported;
}

async function run(file: string, shown: string): Promise<ConfigModule> {
  try {
    return await (/^\.[cm]?ts$/.test(extname(file)) ? runTypeScript(file) : runJavaScript(file));
  } catch (cause) {
    if (cause instanceof ConfigurationError) throw cause;
    throw new ConfigurationError(`${shown} cannot be loaded: ${(cause as Error).message}`, {
      cause,
    });
  }
}

async function runJavaScript(file: string): Promise<ConfigModule> {
  return (await import(pathToFileURL(file).href)) as ConfigModule;
}

async function runTypeScript(file: string): Promise<ConfigModule> {
  const tsx = await findTsx();
  if (tsx !== undefined) {
    return (await tsx.tsImport(pathToFileURL(file).href, import.meta.url)) as ConfigModule;
  }
  // Node 22.18 and newer read TypeScript themselves.
  const { typescript } = process.features as { readonly typescript?: unknown };
  if (typescript !== undefined && typescript !== false) return runJavaScript(file);
  throw new ConfigurationError(
    'To read a configuration in TypeScript, this Node needs tsx: npm install --save-dev tsx. ' +
      'Or write it in JavaScript, as tenancy.config.mjs.',
  );
}

/** The project's tsx: it is an optional peer of this package. */
async function findTsx(): Promise<Tsx | undefined> {
  try {
    return await import('tsx/esm/api');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_MODULE_NOT_FOUND') return undefined;
    throw error;
  }
}

function isWrapped(exported: unknown): exported is { readonly default: unknown } {
  return typeof exported === 'object' && exported !== null && 'default' in exported;
}
