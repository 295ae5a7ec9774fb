import { parseArgs } from 'node:util';
import { TenancyError } from '../errors/base.ts';
import { ConfigurationError } from '../config/error.ts';
import { visible } from '../report/text.ts';
import { packageVersion } from '../report/version.ts';
import { parserOptions, textOf, type Command, type Flags, type Io } from './command.ts';
import { commandHelp, generalHelp } from './help.ts';
import { paintFor } from './options.ts';
import { redact } from './redact.ts';

const misuse = 2;
const failure = 3;
const interruption = 130;

/** The commands by name; a command is loaded when it is run. */
const commands: ReadonlyMap<string, () => Promise<Command>> = new Map([
  ['check', async () => (await import('./commands/check.ts')).check],
  ['prove', async () => (await import('./commands/prove.ts')).prove],
  ['rules', async () => (await import('./commands/rules.ts')).rules],
  ['convert', async () => (await import('./commands/convert.ts')).convert],
  ['init', async () => (await import('./commands/init.ts')).init],
]);

/**
 * Runs `tenancy` with its arguments.
 *
 * @returns the exit code: 0 all is well, 1 it is not, 2 called or configured wrongly, 3 no connection or a failure,
 * 130 interrupted.
 */
export async function main(parameters: readonly string[], io: Io): Promise<number> {
  const [name, ...rest] = parameters;
  if (name === '--version') {
    io.stdout.write(`${packageVersion()}\n`);
    return 0;
  }
  const load = name === undefined ? undefined : commands.get(name);
  if (load === undefined) return generalUsage(name, io);
  const command = await load();
  if (rest.includes('--help')) {
    io.stdout.write(commandHelp(command));
    return 0;
  }
  let flags: Flags = {};
  try {
    const given = readParameters(command, rest);
    ({ flags } = given);
    return await command.run({ ...given, io });
  } catch (error) {
    return report(error, command, flags, rest, io);
  }
}

async function generalUsage(name: string | undefined, io: Io): Promise<number> {
  const all = await Promise.all([...commands.values()].map((load) => load()));
  const isAsked = name === '--help' || name === 'help';
  const target = isAsked ? io.stdout : io.stderr;
  if (name !== undefined && !isAsked) target.write(`There is no command ${visible(name)}.\n\n`);
  target.write(generalHelp(all));
  return isAsked ? 0 : misuse;
}

function readParameters(
  command: Command,
  parameters: readonly string[],
): { readonly flags: Flags; readonly argument: string | undefined } {
  try {
    const { values, positionals } = parseArgs({
      args: [...parameters],
      options: parserOptions(command),
      allowPositionals: command.argument !== undefined,
    });
    if (positionals.length > 1) {
      throw new ConfigurationError(`Expected one ${command.argument}, not ${positionals.length}.`);
    }
    return { flags: values as Flags, argument: positionals[0] };
  } catch (cause) {
    if (cause instanceof ConfigurationError) throw cause;
    const { name } = command;
    throw new ConfigurationError(
      `${(cause as Error).message.split('\n')[0]}. See \`tenancy ${name} --help\`.`.replace(
        '..',
        '.',
      ),
      { cause },
    );
  }
}

function report(
  error: unknown,
  { interrupted }: Command,
  flags: Flags,
  parameters: readonly string[],
  io: Io,
): number {
  const urls = [textOf(flags, 'url'), io.databaseUrl].filter((url) => url !== undefined);
  const isMisuse = error instanceof ConfigurationError;
  const isInterrupted = io.signal.aborted;
  const message = isInterrupted ? `Interrupted. ${interrupted}` : redact(messageOf(error), urls);
  const code = isInterrupted ? 'INTERRUPTED' : codeOf(error);
  const isJson = parameters.includes('--json') || textOf(flags, 'format') === 'json';
  if (isJson) {
    const document = { ok: false, error: { code, message } };
    io.stdout.write(`${JSON.stringify(document, undefined, 2)}\n`);
  } else {
    const paint = paintFor(io.stderr);
    io.stderr.write(isInterrupted ? `${message}\n` : `${paint('bad', 'Error:')} ${message}\n`);
  }
  if (isInterrupted) return interruption;
  return isMisuse ? misuse : failure;
}

/** What an error says, with PostgreSQL's detail and hint when there are any. */
function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { detail, hint, code } = error as { detail?: unknown; hint?: unknown; code?: unknown };
  const sqlState = typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) ? `${code}: ` : '';
  const parts = [error.message || error.name, detail, hint];
  const text = parts.filter((part) => typeof part === 'string' && part !== '').join(' ');
  return error instanceof TenancyError ? text : `${sqlState}${text}`;
}

function codeOf(error: unknown): string {
  const { code } = error as { code?: unknown };
  return typeof code === 'string' ? code : 'FAILED';
}
