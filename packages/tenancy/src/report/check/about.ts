import { unreviewed, type Review } from '../../check/baseline.ts';
import type { Severity } from '../../check/finding.ts';
import type { CheckReport } from '../../check/run.ts';

/** What a report says beside what was found. */
export interface CheckAbout {
  /** "shop on db.example.com:5432 as owner". Never a password. */
  readonly database?: string;
  /** Default: now. */
  readonly startedAt?: Date;
  /** What a baseline made of it. Default: all that was found counts. */
  readonly review?: Review;
  /** The least severity that fails. Default: warning. */
  readonly failOn?: Severity;
  /** The configuration file, from the repository's root, with slashes: where SARIF's readers show findings. */
  readonly configFile?: string;
}

/** {@link CheckAbout} with its defaults. */
export interface CheckFacts {
  readonly database: string | undefined;
  readonly startedAt: Date;
  readonly review: Review;
  readonly failOn: Severity;
  readonly configFile: string;
}

export function checkFacts(report: CheckReport, about: CheckAbout): CheckFacts {
  return {
    database: about.database,
    startedAt: about.startedAt ?? new Date(),
    review: about.review ?? unreviewed(report),
    failOn: about.failOn ?? 'warning',
    configFile: about.configFile ?? 'tenancy.config.ts',
  };
}
