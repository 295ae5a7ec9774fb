import type { ParseArgsConfig } from 'node:util';

/** An option of a command: what parses it is what its help is made of. */
export interface Option {
  /** Left out: it is a switch. */
  readonly value?: string;
  readonly help: string;
}

/** One command of `tenancy`: a file in `commands/`. */
export interface Command {
  readonly name: string;
  /** One line, for the help. */
  readonly summary: string;
  /** What may stand behind its name without an option: `[NNNN]`. Left out: nothing. */
  readonly argument?: string;
  readonly options: Readonly<Record<string, Option>>;
  /** What is left when somebody presses Ctrl-C. */
  readonly interrupted: string;
  /**
   * @returns the exit code: 0 when all is well, 1 when not.
   * @throws ConfigurationError when it was called wrongly; another error when it could not be done.
   */
  run(context: CommandContext): Promise<number>;
}

export interface CommandContext {
  readonly flags: Flags;
  readonly argument: string | undefined;
  readonly io: Io;
}

/** The options that were given, by name. */
export type Flags = Readonly<Record<string, string | boolean | undefined>>;

/** What a process has and a command needs of it. */
export interface Io {
  readonly folder: string;
  readonly stdout: Writable;
  readonly stderr: Writable;
  /** Aborted when somebody presses Ctrl-C. */
  readonly signal: AbortSignal;
  /** What a connection string defaults to. */
  readonly databaseUrl: string | undefined;
  now(): Date;
}

export interface Writable {
  write(text: string): unknown;
  readonly isTTY?: boolean;
  /** Whether it shows that many colors; says no where NO_COLOR is set. */
  hasColors?(count: number): boolean;
}

/** The value of an option that takes one. */
export function textOf(flags: Flags, name: string): string | undefined {
  const value = flags[name];
  return typeof value === 'string' ? value : undefined;
}

/** What `parseArgs` is given. */
export function parserOptions(command: Command): NonNullable<ParseArgsConfig['options']> {
  return Object.fromEntries(
    Object.entries({ ...command.options, help }).map(([name, { value }]) => [
      name,
      { type: value === undefined ? ('boolean' as const) : ('string' as const) },
    ]),
  );
}

const help: Option = { help: 'Say this.' };
