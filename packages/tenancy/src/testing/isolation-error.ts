import { fingerprintOf, type Finding } from '../check/finding.ts';
import { TenancyError } from '../errors/base.ts';
import type { Attempt } from '../prove/types.ts';

/** Thrown when a database is not isolated, or could not be shown to be. */
export class IsolationError extends TenancyError {
  readonly code = 'NOT_ISOLATED';
  readonly findings: readonly Finding[];
  /** Attacks that got through, and those that could not be tried. */
  readonly attempts: readonly Attempt[];

  constructor(findings: readonly Finding[], attempts: readonly Attempt[]) {
    super(messageOf(findings, attempts));
    this.findings = findings;
    this.attempts = attempts;
  }
}

function messageOf(findings: readonly Finding[], attempts: readonly Attempt[]): string {
  const lines = [
    ...findings.map((finding) => `  ${finding.severity}: ${fingerprintOf(finding)}`),
    ...attempts.map(
      ({ outcome, attack, object, subject, answer }) =>
        `  ${outcome}: ${attack} on ${object} as ${subject}: ${answer}`,
    ),
  ];
  return `The database is not isolated, or could not be shown to be:\n${lines.join('\n')}\nEverything that was tried was rolled back.`;
}
