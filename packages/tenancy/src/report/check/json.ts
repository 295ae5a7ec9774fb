import { isFailing } from '../../check/baseline.ts';
import { fingerprintOf, severities, type Finding } from '../../check/finding.ts';
import { allRules } from '../../check/rules.ts';
import type { CheckReport } from '../../check/run.ts';
import { checkFacts, type CheckAbout } from './about.ts';

/** Grows when a field goes or means something else. A new field can come at any time. */
const schemaVersion = 1;

/** The report for programs: one JSON document, described in docs/checker.md. */
export function checkJson(report: CheckReport, about: CheckAbout = {}): string {
  const { database, startedAt, review, failOn } = checkFacts(report, about);
  const { counted, accepted, expired, stale } = review;
  const ended = new Map(expired.map(({ finding, entry }) => [finding, entry]));
  const counts = severities.map((severity) => [
    severity,
    counted.filter((finding) => finding.severity === severity).length,
  ]);
  const document = {
    schema: 'startkit.tenancy.check',
    schemaVersion,
    ok: !isFailing(review, failOn),
    failOn,
    database: database ?? null,
    server: report.server,
    startedAt: startedAt.toISOString(),
    milliseconds: report.milliseconds,
    tables: report.tables,
    rules: allRules()
      .filter(({ number }) => report.rules.includes(number))
      .map(({ number, name, severity }) => ({ number, name, severity })),
    counts: {
      ...Object.fromEntries(counts),
      accepted: accepted.length,
      expired: expired.length,
      stale: stale.length,
    },
    findings: counted.map((finding) => {
      const entry = ended.get(finding);
      const acceptance = entry && { reason: entry.reason, expired: entry.expires };
      return { ...findingJson(finding), wasAccepted: acceptance ?? null };
    }),
    accepted: accepted.map(({ finding, entry: { reason, expires } }) => ({
      ...findingJson(finding),
      reason,
      expires,
    })),
    stale: stale.map(({ fingerprint, reason, expires }) => ({ fingerprint, reason, expires })),
  };
  return `${JSON.stringify(document, undefined, 2)}\n`;
}

function findingJson(finding: Finding) {
  const { rule, name, severity, object, detail, why, fix } = finding;
  const fingerprint = fingerprintOf(finding);
  return { fingerprint, rule, name, severity, object, detail, why, fix: fix ?? null };
}
