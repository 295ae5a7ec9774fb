import type { ParseArgsConfig } from 'node:util';
import type { Environment } from '../env.ts';
import type { Output } from './output.ts';

type OptionsConfig = NonNullable<ParseArgsConfig['options']>;

/** One command of `db`: a file in `commands/`. */
export interface Command {
  /** One line, for the help. */
  readonly summary: string;
  /** How it is called, after its name. */
  readonly usage?: string;
  readonly options?: OptionsConfig;
  /** What it takes before its options, "FILE"; `rest` has the value. */
  readonly operand?: string;
  /** Whether options that are not listed are handed on, as `rest`. */
  readonly passesFlags?: boolean;
  /** Whether it ends in good order when the context's `signal` is aborted. Otherwise Ctrl-C ends the process at once. */
  readonly interruptible?: boolean;
  run(context: CommandContext): Promise<CommandResult>;
}

export interface CommandContext {
  readonly environment: Environment;
  readonly flags: Readonly<Record<string, string | boolean | undefined>>;
  /** What was given beyond the options, as it was given. */
  readonly rest: readonly string[];
  readonly output: Output;
  /** Aborted by Ctrl-C. */
  readonly signal?: AbortSignal | undefined;
}

export interface CommandResult {
  /** Whether all is well: decides the exit code. Default true. */
  readonly ok?: boolean;
  /** What `--json` prints. */
  readonly data: Readonly<Record<string, unknown>>;
  /** What is printed otherwise. */
  readonly lines: readonly string[];
}
