import { createHash } from 'node:crypto';
import { fingerprintOf, type Finding, type Severity } from '../../check/finding.ts';
import { rulePage, ruleReference } from '../../check/page.ts';
import { allRules, type Rule } from '../../check/rules.ts';
import type { CheckReport } from '../../check/run.ts';
import { visible } from '../text.ts';
import { packageVersion } from '../version.ts';
import { checkFacts, type CheckAbout } from './about.ts';

/**
 * The report as SARIF 2.1.0: GitHub's code scanning and its like read it. Accepted findings are left out: GitHub shows
 * suppressed results as open ones.
 *
 * What is found lies in a database, not in a file, so its name is a logical location. GitHub refuses the whole report when
 * a result has no file at all: that is the configuration, which says how the tables are meant to be isolated.
 */
export function checkSarif(report: CheckReport, about: CheckAbout = {}): string {
  const { startedAt, review, configFile } = checkFacts(report, about);
  const rules = allRules().filter(({ number }) => report.rules.includes(number));
  const ended = new Date(startedAt.getTime() + report.milliseconds);
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'tenancy check',
            fullName: '@startkit/tenancy check',
            semanticVersion: packageVersion(),
            rules: rules.map(descriptor),
          },
        },
        invocations: [
          {
            executionSuccessful: true,
            startTimeUtc: startedAt.toISOString(),
            endTimeUtc: ended.toISOString(),
          },
        ],
        columnKind: 'utf16CodeUnits',
        results: review.counted.map((finding) => result(finding, rules, configFile)),
      },
    ],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

/** How GitHub orders what it calls security results, out of 10: high, medium, low. */
const securitySeverity: Readonly<Record<Severity, string>> = {
  error: '8.0',
  warning: '5.0',
  note: '2.0',
};

function descriptor(rule: Rule) {
  const page = rulePage(rule);
  return {
    id: rule.number,
    name: rule.name,
    shortDescription: { text: rule.name.replaceAll('-', ' ') },
    fullDescription: { text: rule.why },
    help: { text: page, markdown: page },
    helpUri: ruleReference(page),
    defaultConfiguration: { level: rule.severity },
    properties: {
      tags: ['security', 'multi-tenancy', 'postgresql'],
      precision: 'high',
      'security-severity': securitySeverity[rule.severity],
    },
  };
}

function result(finding: Finding, rules: readonly Rule[], configFile: string) {
  const { rule, severity, object, detail, why, fix } = finding;
  const text = `${visible(object)}: ${visible(detail)}. ${why}`;
  const hash = createHash('sha256').update(fingerprintOf(finding)).digest('hex');
  return {
    ruleId: rule,
    ruleIndex: rules.findIndex(({ number }) => number === rule),
    level: severity,
    message: { text: fix === undefined ? text : `${text} Fix: ${visible(fix)}` },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: encodeURI(configFile) },
          region: { startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 },
        },
        logicalLocations: [{ fullyQualifiedName: visible(object), kind: 'resource' }],
      },
    ],
    // GitHub knows a result again by the second alone; left to itself it hashes the line, the same for all.
    partialFingerprints: { 'finding/v1': hash, primaryLocationLineHash: `${hash.slice(0, 16)}:1` },
    properties: { object, detail, ...(fix === undefined ? {} : { fix }) },
  };
}
