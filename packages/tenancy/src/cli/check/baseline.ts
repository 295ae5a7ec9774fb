import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { readBaseline } from '../../check/baseline-file.ts';
import { acceptFindings, reviewReport, type Baseline } from '../../check/baseline.ts';
import type { Finding } from '../../check/finding.ts';
import type { CheckReport } from '../../check/run.ts';
import { ConfigurationError } from '../../config/error.ts';
import { textOf, type Flags } from '../command.ts';
import type { OutputFile } from '../files.ts';
import type { LoadedConfig } from '../options.ts';
import type { Acceptance } from './plan.ts';

/** A baseline, and the file that it is kept in. */
export interface KeptBaseline {
  readonly file: OutputFile;
  readonly entries: Baseline;
}

const standardName = 'tenancy-baseline.json';

/**
 * The baseline that the option names, or the configuration (from its own folder), or the one that lies beside it.
 *
 * @param mayBeMissing whether it is about to be written.
 * @throws ConfigurationError when one is named that is not there, or it is not right.
 */
export function findBaseline(
  flags: Flags,
  folder: string,
  { config, path }: LoadedConfig,
  today: string,
  mayBeMissing: boolean,
): KeptBaseline {
  const option = textOf(flags, 'baseline');
  const named = option ?? config.baseline;
  const from = option === undefined ? dirname(path) : folder;
  const file = { path: resolve(from, named ?? standardName), shown: named ?? standardName };
  if (existsSync(file.path)) return { file, entries: readBaseline(file.path, today) };
  if (named === undefined || mayBeMissing) return { file, entries: [] };
  throw new ConfigurationError(
    `There is no baseline ${named}. \`tenancy check --accept "reason" --until DATE\` writes one.`,
  );
}

export interface Accepted {
  readonly baseline: Baseline;
  readonly findings: readonly Finding[];
}

/**
 * The baseline with what counts now accepted as well.
 *
 * @throws ConfigurationError when there is nothing to accept: the findings that were meant are others.
 */
export function accept(
  report: CheckReport,
  baseline: Baseline,
  { reason, until, object }: Acceptance,
  today: string,
): Accepted {
  const { counted } = reviewReport(report, baseline, today);
  const findings = counted.filter((finding) => object === undefined || isOf(finding, object));
  if (findings.length === 0) {
    const of = object === undefined ? '' : ` of ${object}`;
    throw new ConfigurationError(`There is nothing to accept: no finding${of} counts.`);
  }
  return { baseline: acceptFindings(baseline, findings, reason, until), findings };
}

function isOf({ object }: Finding, name: string): boolean {
  return object === name || object.startsWith(`${name}.`);
}
