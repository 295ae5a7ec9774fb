import type { ProofReport } from '../../prove/types.ts';
import type { ProofAbout } from './about.ts';
import { notCovered } from './coverage.ts';
import { countOutcomes, isProved, verdictOf } from './outcomes.ts';

/** Grows when a field goes or means something else. A new field can come at any time. */
const schemaVersion = 1;

/** The report for programs: one JSON document, described in docs/checker.md. */
export function proofJson(report: ProofReport, about: ProofAbout = {}): string {
  const document = {
    schema: 'startkit.tenancy.prove',
    schemaVersion,
    ok: isProved(report),
    verdict: verdictOf(report),
    database: about.database ?? report.database,
    server: report.server,
    startedAt: report.startedAt,
    milliseconds: report.milliseconds,
    counts: countOutcomes(report.attempts),
    subjects: report.subjects.map(({ name, role, user, method }) => ({ name, role, user, method })),
    logins: (report.logins ?? []).map(({ subject, user, attacked, passedOver }) => ({
      subject,
      user,
      attacked,
      passedOver,
    })),
    attacks: report.attacks.map(({ name, title }) => ({ name, title })),
    tables: report.tables.map(({ table, scope, unfilled }) => ({
      table,
      scope: scope ?? null,
      unfilled: unfilled ?? null,
    })),
    attempts: report.attempts.map(
      ({ attack, subject, variant, method, object, outcome, answer, statement }) => ({
        attack,
        subject,
        variant: variant ?? null,
        method,
        object,
        outcome,
        answer,
        statement,
      }),
    ),
    notCovered: notCovered(report, about),
  };
  return `${JSON.stringify(document, undefined, 2)}\n`;
}
