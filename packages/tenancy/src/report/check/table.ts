import type { JudgedFinding, Review } from '../../check/baseline.ts';
import { severities, type Finding, type Severity } from '../../check/finding.ts';
import { allRules } from '../../check/rules.ts';
import type { CheckReport } from '../../check/run.ts';
import { aligned, counted, plain, visible, type Paint, type Tone } from '../text.ts';
import { checkFacts, type CheckAbout } from './about.ts';

const tones: Readonly<Record<Severity, Tone>> = {
  error: 'bad',
  warning: 'doubtful',
  note: 'quiet',
};

/** The report for a terminal: findings by rule, what was accepted, and the sum. */
export function checkTable(
  report: CheckReport,
  about: CheckAbout = {},
  paint: Paint = plain,
): string {
  const { database, review } = checkFacts(report, about);
  const lines = [
    paint('strong', `${visible(database ?? 'The database')}, ${report.server}`),
    '',
    ...byRule(review.counted).flatMap((group) => groupLines(group, paint)),
    ...acceptedLines(review, paint),
    ...baselineLines(review, paint),
    checkSummary(report, about, paint),
  ];
  return `${lines.join('\n')}\n`;
}

/** The sum in one line: `2 errors, 1 warning; 3 accepted. 41 tables, 24 rules.` */
export function checkSummary(
  report: CheckReport,
  about: CheckAbout = {},
  paint: Paint = plain,
): string {
  const { review } = checkFacts(report, about);
  const { rules, tables } = report;
  const all = allRules().length;
  const ran = rules.length === all ? counted(all, 'rule') : `${rules.length} of ${all} rules`;
  const parts = severities.flatMap((severity) => {
    const count = review.counted.filter((finding) => finding.severity === severity).length;
    return count === 0 ? [] : [paint(tones[severity], counted(count, severity))];
  });
  const found = parts.length === 0 ? paint('good', 'No findings') : parts.join(', ');
  const accepted = review.accepted.length === 0 ? '' : `; ${review.accepted.length} accepted`;
  return `${found}${accepted}. ${counted(tables, 'table')}, ${ran}.`;
}

/** Findings of one rule and severity, in the report's order. */
function byRule(findings: readonly Finding[]): readonly (readonly [Finding, ...Finding[]])[] {
  const groups = new Map<string, [Finding, ...Finding[]]>();
  for (const finding of findings) {
    const key = `${finding.severity} ${finding.rule}`;
    const group = groups.get(key);
    if (group) group.push(finding);
    else groups.set(key, [finding]);
  }
  return [...groups.values()];
}

function groupLines(group: readonly [Finding, ...Finding[]], paint: Paint): readonly string[] {
  const [{ severity, rule, name, why }] = group;
  const title = `${severity.padEnd(7)}  ${rule} ${name}`;
  const rows = aligned(group.map(({ object, detail }) => [visible(object), visible(detail)]));
  return [
    paint(tones[severity], title),
    `         ${paint('quiet', why)}`,
    ...rows.map((row) => `         ${row}`),
    '',
  ];
}

function acceptedLines({ accepted }: Review, paint: Paint): readonly string[] {
  return accepted.length === 0 ? [] : [paint('quiet', 'accepted'), ...judgedLines(accepted), ''];
}

function baselineLines({ expired, stale }: Review, paint: Paint): readonly string[] {
  return [
    ...(expired.length === 0
      ? []
      : [paint('doubtful', 'no longer accepted'), ...judgedLines(expired), '']),
    ...(stale.length === 0
      ? []
      : [
          paint(
            'doubtful',
            'stale: accepted, and not found any more. Take these out of the baseline',
          ),
          ...stale.map(({ fingerprint }) => `         ${visible(fingerprint)}`),
          '',
        ]),
  ];
}

function judgedLines(judged: readonly JudgedFinding[]): readonly string[] {
  const rows = judged.map(({ finding: { rule, object, detail }, entry }) => [
    `${rule} ${visible(object)}`,
    visible(detail),
    `until ${entry.expires}: ${visible(entry.reason)}`,
  ]);
  return aligned(rows).map((row) => `         ${row}`);
}
