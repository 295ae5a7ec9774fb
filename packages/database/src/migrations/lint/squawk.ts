import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { OperationError } from '../../environment/errors.ts';
import type { LintFinding } from './finding.ts';

/*
 * squawk (https://squawkhq.com/docs/rules) knows which statements lock a table for long, or break what the previous
 * release still runs. What is only a matter of taste, and what the runner does by itself, is left out.
 */
const rules = [
  'adding-field-with-default',
  'adding-foreign-key-constraint',
  'adding-not-nullable-field',
  'adding-required-field',
  'adding-serial-primary-key-field',
  'ban-drop-column',
  'ban-drop-database',
  'ban-drop-not-null',
  'ban-drop-table',
  'ban-truncate-cascade',
  'changing-column-type',
  'constraint-missing-not-valid',
  'disallowed-unique-constraint',
  'renaming-column',
  'renaming-table',
  'require-concurrent-index-creation',
  'require-concurrent-index-deletion',
  'transaction-nesting',
] as const;

const report = z.array(
  z.object({
    line: z.number(),
    message: z.string(),
    help: z.string().nullable(),
    rule_name: z.string(),
  }),
);

/**
 * Runs squawk on one migration.
 *
 * @throws OperationError `LINT_FAILED` when it does not run, or says something else than findings.
 */
export async function squawk(
  file: string,
  { transactional }: { readonly transactional: boolean },
): Promise<readonly LintFinding[]> {
  const transaction = transactional ? ['--assume-in-transaction'] : [];
  const output = await run(['--reporter', 'json', '--pg-version', '15', ...transaction, file]);
  return parse(output)
    .filter(({ rule_name: rule }) => (rules as readonly string[]).includes(rule) || isError(rule))
    .map(({ line, message, help, rule_name: rule }) => ({
      file,
      line: line + 1,
      rule,
      message,
      help: help ?? `See https://squawkhq.com/docs/${rule}.`,
    }));
}

const isError = (rule: string) => rule === 'syntax-error';

function parse(output: string): z.infer<typeof report> {
  try {
    return report.parse(JSON.parse(output));
  } catch (cause) {
    throw failed('it printed something else than findings', cause);
  }
}

function run(parameters: readonly string[]): Promise<string> {
  const { promise, resolve, reject } = withResolvers<string>();
  execFile(program(), [...parameters], { maxBuffer: 2 ** 26 }, (error, stdout) => {
    // It exits with 1 when it found something.
    if (error !== null && error.code !== 1) reject(failed(error.message, error));
    else resolve(stdout);
  });
  return promise;
}

function withResolvers<T>() {
  let resolve!: (value: T) => void;
  let reject!: (reason: Error) => void;
  const promise = new Promise<T>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
}

/** The package's launcher looks for the platform's binary each time, and needs a Node of its own: 100 ms a file. */
function program(): string {
  const require = createRequire(import.meta.url);
  const launcher = createRequire(require.resolve('squawk-cli/package.json'));
  const name = `@squawk-cli/${process.platform}-${process.arch}/package.json`;
  try {
    return join(dirname(launcher.resolve(name)), 'bin', 'squawk');
  } catch (cause) {
    throw failed(`there is no build of it for ${process.platform}-${process.arch}`, cause);
  }
}

function failed(why: string, cause: unknown): OperationError {
  return new OperationError(
    'LINT_FAILED',
    `squawk, which knows the locks of statements, did not run: ${why}. Nothing was linted.`,
    { cause },
  );
}
