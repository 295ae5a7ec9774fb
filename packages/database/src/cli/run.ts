import { parseArgs } from 'node:util';
import { readEnvironment } from '../env.ts';
import { errorText, OperationError } from '../environment/errors.ts';
import { releaseLocalServer } from '../environment/local.ts';
import type { Command, CommandContext, CommandResult } from './command.ts';
import { type Output, processOutput } from './output.ts';

const failure = 1;
const usage = 2;

/**
 * Runs one command: reads its options, prints its result or its error, gives the local server back.
 *
 * @param signal aborted by Ctrl-C, for a command that is interruptible.
 * @returns the exit code: 0 when all is well, 1 when not, 2 when it was called wrongly.
 */
export async function runCommand(
  command: Command,
  parameters: readonly string[],
  signal?: AbortSignal,
): Promise<number> {
  const output = processOutput({ json: parameters.includes('--json') });
  try {
    const { flags, rest } = readFlags(command, parameters);
    const environment = readEnvironment();
    const result = await command.run({ environment, flags, rest, output, signal });
    printResult(output, result);
    return result.ok === false ? failure : 0;
  } catch (error) {
    printError(output, error);
    return error instanceof OperationError && error.code === 'USAGE' ? usage : failure;
  } finally {
    await releaseLocalServer();
  }
}

function readFlags(
  command: Command,
  parameters: readonly string[],
): Pick<CommandContext, 'flags' | 'rest'> {
  const options = { ...command.options, json: { type: 'boolean' as const } };
  if (command.passesFlags === true) return splitFlags(Object.keys(options), parameters);
  try {
    const { values, positionals } = parseArgs({
      args: [...parameters],
      options,
      strict: true,
      allowPositionals: command.operand !== undefined,
    });
    refuseOtherOperands(command, positionals);
    return { flags: values, rest: positionals };
  } catch (error) {
    throw new OperationError('USAGE', errorText(error));
  }
}

function refuseOtherOperands({ operand }: Command, given: readonly string[]): void {
  if (given.length <= 1) return;
  throw new Error(`One ${operand} is taken, and there are ${given.length}: ${given.join(' ')}.`);
}

function splitFlags(
  own: readonly string[],
  parameters: readonly string[],
): Pick<CommandContext, 'flags' | 'rest'> {
  const isOwn = (text: string) => text.startsWith('--') && own.includes(text.slice(2));
  return {
    flags: Object.fromEntries(parameters.filter(isOwn).map((text) => [text.slice(2), true])),
    rest: parameters.filter((text) => !isOwn(text) && text !== '--'),
  };
}

function printResult(output: Output, result: CommandResult): void {
  if (!output.json) {
    for (const line of result.lines) output.line(line);
    return;
  }
  const document = { ok: result.ok !== false, ...result.data };
  process.stdout.write(`${JSON.stringify(document, undefined, 2)}\n`);
}

function printError(output: Output, error: unknown): void {
  const code = error instanceof OperationError ? error.code : 'FAILED';
  const message = errorText(error);
  if (output.json) {
    const document = { ok: false, error: { code, message } };
    process.stdout.write(`${JSON.stringify(document, undefined, 2)}\n`);
  } else {
    process.stderr.write(`${output.style('red', 'Error:')} ${message}\n`);
  }
}
