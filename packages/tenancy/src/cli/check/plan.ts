import { expiryDay } from '../../check/baseline-file.ts';
import { dayOf } from '../../check/baseline.ts';
import { severities, type Severity } from '../../check/finding.ts';
import { allRules } from '../../check/rules.ts';
import { ConfigurationError } from '../../config/error.ts';
import { textOf, type Flags, type Io } from '../command.ts';
import { newFile, outputFile, type OutputFile } from '../files.ts';
import { choiceOf, formatOf, urlOf } from '../options.ts';

export const checkFormats = ['table', 'json', 'sarif', 'junit'] as const;
export type CheckFormat = (typeof checkFormats)[number];

/** What `check` is asked to do; all of it is looked at before anything is done. */
export interface CheckPlan {
  readonly url: string;
  /** `2026-03-31`, in UTC. */
  readonly today: string;
  readonly rules: readonly string[] | undefined;
  readonly failOn: Severity;
  readonly format: CheckFormat;
  readonly output: OutputFile | undefined;
  readonly acceptance: Acceptance | undefined;
  readonly fix: FixFiles | undefined;
}

/** Which findings are to be accepted, why, and until when. */
export interface Acceptance {
  readonly reason: string;
  readonly until: string;
  readonly object: string | undefined;
}

export interface FixFiles {
  readonly transaction: OutputFile;
  readonly noTransaction: OutputFile;
}

/** @throws ConfigurationError when the options do not say something that can be done. */
export function checkPlan(flags: Flags, io: Io): CheckPlan {
  const today = dayOf(io.now());
  const output = textOf(flags, 'output');
  const fix = textOf(flags, 'fix');
  return {
    url: urlOf(flags, io),
    today,
    rules: rulesOf(flags),
    failOn: choiceOf(flags, 'fail-on', severities, 'warning'),
    format: formatOf(flags, checkFormats),
    output: output === undefined ? undefined : outputFile(io.folder, output),
    acceptance: acceptanceOf(flags, today),
    fix: fix === undefined ? undefined : fixFiles(io.folder, fix),
  };
}

function rulesOf(flags: Flags): readonly string[] | undefined {
  const given = textOf(flags, 'rule');
  if (given === undefined) return undefined;
  const numbers = given.split(',').map((part) => part.trim());
  const known = new Set(allRules().map(({ number }) => number));
  const unknown = numbers.filter((number) => !known.has(number));
  if (unknown.length === 0) return numbers;
  throw new ConfigurationError(
    `--rule ${given}: there is no rule ${unknown.join(', ')}. \`tenancy rules\` lists them.`,
  );
}

function acceptanceOf(flags: Flags, today: string): Acceptance | undefined {
  const reason = textOf(flags, 'accept');
  const until = textOf(flags, 'until');
  const object = textOf(flags, 'object');
  if (reason === undefined) {
    const alone = until === undefined ? object && 'object' : 'until';
    if (alone === undefined) return undefined;
    throw new ConfigurationError(`--${alone} says what --accept accepts: give --accept "reason".`);
  }
  if (reason.trim() === '') throw new ConfigurationError('--accept: there is no reason.');
  if (until === undefined) {
    throw new ConfigurationError(
      '--accept: until when? Give --until DATE, a year ahead at most; after it the findings count again.',
    );
  }
  return { reason, until: expiryDay(until, today), object };
}

function fixFiles(folder: string, name: string): FixFiles {
  return {
    transaction: newFile(folder, name),
    noTransaction: newFile(folder, `${name.replace(/\.sql$/, '')}.no-transaction.sql`),
  };
}
