import { severities, type Finding } from '../../check/finding.ts';
import { allRules, type Rule } from '../../check/rules.ts';
import type { CheckReport } from '../../check/run.ts';
import { junitXml, type TestCase } from '../junit.ts';
import { counted } from '../text.ts';
import { checkFacts, type CheckAbout, type CheckFacts } from './about.ts';

/** The report as JUnit XML: a rule is a test case, which fails with findings of at least `failOn`. */
export function checkJunit(report: CheckReport, about: CheckAbout = {}): string {
  const facts = checkFacts(report, about);
  const rules = allRules().filter(({ number }) => report.rules.includes(number));
  const properties = { server: report.server, ...(facts.database && { database: facts.database }) };
  return junitXml({
    name: 'tenancy check',
    startedAt: facts.startedAt,
    milliseconds: report.milliseconds,
    suites: [
      {
        name: 'tenancy check',
        properties,
        cases: [...rules.map((rule) => ruleCase(rule, facts)), ...staleCase(facts)],
      },
    ],
  });
}

function ruleCase(rule: Rule, { review, failOn }: CheckFacts): TestCase {
  const its = review.counted.filter((finding) => finding.rule === rule.number);
  const isBad = ({ severity }: Finding) =>
    severities.indexOf(severity) <= severities.indexOf(failOn);
  const bad = its.filter(isBad);
  const notes = [
    ...its.filter((finding) => !isBad(finding)).map(line),
    ...review.accepted
      .filter(({ finding }) => finding.rule === rule.number)
      .map(
        ({ finding, entry }) =>
          `accepted until ${entry.expires} (${entry.reason}): ${line(finding)}`,
      ),
  ];
  return {
    className: 'tenancy.check',
    name: `${rule.number} ${rule.name}`,
    ...(bad.length > 0 && {
      problem: {
        kind: 'failure' as const,
        message: `${counted(bad.length, 'finding')}: ${rule.why}`,
        text: bad.map(withFix).join('\n'),
      },
    }),
    ...(notes.length > 0 && { note: notes.join('\n') }),
  };
}

/** Where notes fail, so do entries of the baseline that match nothing. */
function staleCase({ review: { stale }, failOn }: CheckFacts): readonly TestCase[] {
  if (stale.length === 0 || failOn !== 'note') return [];
  const text = stale.map(({ fingerprint }) => fingerprint).join('\n');
  const message = 'Accepted, and not found any more: take these out of the baseline.';
  return [
    {
      className: 'tenancy.check',
      name: 'baseline is stale',
      problem: { kind: 'failure', message, text },
    },
  ];
}

function line({ severity, object, detail }: Finding): string {
  return `${severity} ${object}: ${detail}`;
}

function withFix(finding: Finding): string {
  return finding.fix === undefined ? line(finding) : `${line(finding)}\n  fix: ${finding.fix}`;
}
