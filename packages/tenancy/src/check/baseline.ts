import { fingerprintOf, severities, type Finding, type Severity } from './finding.ts';
import { allRules } from './rules.ts';
import type { CheckReport } from './run.ts';

/*
 * Findings that people looked at and accepted, in a file that is reviewed as code is. Each has its reason and a day after
 * which it counts again: what was true of a table a year ago says nothing of it today.
 */

/** One accepted finding. */
export interface BaselineEntry {
  /** {@link fingerprintOf} the finding. */
  readonly fingerprint: string;
  readonly reason: string;
  /** The last day, in UTC, that it is accepted: `2026-12-31`. */
  readonly expires: string;
}

export type Baseline = readonly BaselineEntry[];

export interface JudgedFinding {
  readonly finding: Finding;
  readonly entry: BaselineEntry;
}

/** What a baseline makes of a report. */
export interface Review {
  /** Findings that count. */
  readonly counted: readonly Finding[];
  readonly accepted: readonly JudgedFinding[];
  /** Those among `counted` whose acceptance has ended. */
  readonly expired: readonly JudgedFinding[];
  /** Entries that match nothing any more. Of rules that were not run nothing is known. */
  readonly stale: readonly BaselineEntry[];
}

/** A day as baselines write it, in UTC. */
export function dayOf(date: Date): string {
  return date.toISOString().slice(0, 10);
}

/** Says what counts, what is accepted, and what of the baseline has had its time. */
export function reviewReport(report: CheckReport, baseline: Baseline, today: string): Review {
  const byFingerprint = new Map(baseline.map((entry) => [entry.fingerprint, entry]));
  const judged = report.findings.flatMap((finding) => {
    const entry = byFingerprint.get(fingerprintOf(finding));
    return entry === undefined ? [] : [{ finding, entry }];
  });
  const accepted = judged.filter(({ entry }) => entry.expires >= today);
  const isAccepted = new Set(accepted.map(({ finding }) => finding));
  const isFound = new Set(judged.map(({ entry }) => entry));
  return {
    counted: report.findings.filter((finding) => !isAccepted.has(finding)),
    accepted,
    expired: judged.filter(({ entry }) => entry.expires < today),
    stale: baseline.filter((entry) => !isFound.has(entry) && isKnown(entry, report)),
  };
}

/** A report without a baseline: all that was found counts. */
export function unreviewed({ findings }: CheckReport): Review {
  return { counted: findings, accepted: [], expired: [], stale: [] };
}

/** Whether there is something as bad as `failOn`, or worse. A stale entry is a note. */
export function isFailing({ counted, stale }: Review, failOn: Severity): boolean {
  const worst = severities.indexOf(failOn);
  const isBad = ({ severity }: Finding) => severities.indexOf(severity) <= worst;
  return counted.some(isBad) || (failOn === 'note' && stale.length > 0);
}

/** The baseline with these findings accepted as well. An entry of the same finding is replaced. */
export function acceptFindings(
  baseline: Baseline,
  findings: readonly Finding[],
  reason: string,
  expires: string,
): Baseline {
  const entries = new Map(baseline.map((entry) => [entry.fingerprint, entry]));
  for (const finding of findings) {
    const fingerprint = fingerprintOf(finding);
    entries.set(fingerprint, { fingerprint, reason, expires });
  }
  return [...entries.values()].toSorted((a, b) => (a.fingerprint < b.fingerprint ? -1 : 1));
}

function isKnown({ fingerprint }: BaselineEntry, { rules }: CheckReport): boolean {
  const rule = fingerprint.slice(0, fingerprint.indexOf(' '));
  return rules.includes(rule) || !allRules().some(({ number }) => number === rule);
}
