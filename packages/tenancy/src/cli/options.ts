import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { styleText } from 'node:util';
import type { TenancyConfig } from '../config/config.ts';
import { ConfigurationError } from '../config/error.ts';
import { configNames, loadConfig } from '../config/load.ts';
import { plain, type Paint, type Tone } from '../report/text.ts';
import { textOf, type Flags, type Io, type Option, type Writable } from './command.ts';

/** Options of every command that connects. */
export const connectionOptions: Readonly<Record<string, Option>> = {
  url: {
    value: 'URL',
    help: 'Connection string of a login that sees every row. Default: $TENANCY_DATABASE_URL.',
  },
};

export const configOption: Option = {
  value: 'FILE',
  help: 'The configuration. Default: tenancy.config.ts (.mts, .js, .mjs) here.',
};

/** @throws ConfigurationError when there is none. */
export function urlOf(flags: Flags, io: Io): string {
  const url = textOf(flags, 'url') ?? io.databaseUrl;
  if (url !== undefined && url !== '') return url;
  throw new ConfigurationError(
    'Which database? Give --url, or set TENANCY_DATABASE_URL to its connection string.',
  );
}

export interface LoadedConfig {
  readonly config: TenancyConfig;
  /** Absolute. */
  readonly path: string;
  /** As it was named. */
  readonly shown: string;
}

/** @throws ConfigurationError when there is none, or it is not right. */
export async function configOf(flags: Flags, io: Io): Promise<LoadedConfig> {
  const named = textOf(flags, 'config');
  const shown = named ?? configNames.find((name) => existsSync(join(io.folder, name)));
  if (shown === undefined) {
    throw new ConfigurationError(
      `There is no ${configNames[0]} in ${io.folder}. \`tenancy init\` writes a first one; --config names another file.`,
    );
  }
  const path = resolve(io.folder, shown);
  return { config: await loadConfig(path, shown), path, shown };
}

/** The value of an option that is one of a few. @throws ConfigurationError when it is another. */
export function choiceOf<T extends string>(
  flags: Flags,
  name: string,
  choices: readonly T[],
  standard: T,
): T {
  const given = textOf(flags, name);
  if (given === undefined) return standard;
  const choice = choices.find((one) => one === given);
  if (choice !== undefined) return choice;
  throw new ConfigurationError(`--${name} ${given}: expected one of ${choices.join(', ')}.`);
}

/** The format that a report is asked for in. @throws ConfigurationError */
export function formatOf<T extends string>(flags: Flags, formats: readonly T[]): T | 'json' {
  const given = textOf(flags, 'format');
  if (flags['json'] !== true) return choiceOf(flags, 'format', formats, formats[0] as T);
  if (given === undefined || given === 'json') return 'json';
  throw new ConfigurationError(`--json and --format ${given} ask for different things.`);
}

const styles = {
  good: 'green',
  bad: 'red',
  doubtful: 'yellow',
  quiet: 'dim',
  strong: 'bold',
} as const satisfies Record<Tone, string>;

/** Colors where the terminal shows them: pipes and NO_COLOR get none. */
export function paintFor(stream: Writable): Paint {
  if (stream.hasColors?.(16) !== true) return plain;
  return (tone, text) => styleText(styles[tone], text, { validateStream: false });
}
