import { expect, test } from 'vitest';
import { acceptFindings, reviewReport } from '../../src/check/baseline.ts';
import { allRules } from '../../src/check/rules.ts';
import { fingerprintOf } from '../../src/check/finding.ts';
import { checkJson, checkJunit, checkSarif, checkTable } from '../../src/report.ts';
import { checkReport, finding, hostile } from './examples.ts';
import { sarifErrors } from './sarif-schema.ts';
import { elements, readXml } from './xml.ts';

const database = 'shop on db.example.com:5432 as owner';
const startedAt = new Date('2026-03-31T10:20:30Z');
const other = finding({ object: 'sales.customers', detail: 'row level security is off' });
const note = finding({ severity: 'note', object: 'sales.order_lines', fix: undefined });

test('the table says where, what, why, and how much of it', () => {
  const report = checkReport([finding(), other, note]);
  expect(checkTable(report, { database }))
    .toBe(`shop on db.example.com:5432 as owner, PostgreSQL 18.4

error    0001 row-security-off
         Policies of this table are not applied.
         sales.orders     row level security is off
         sales.customers  row level security is off

note     0001 row-security-off
         Policies of this table are not applied.
         sales.order_lines  row level security is off

2 errors, 1 note. 7 tables, ${rulesRun}.
`);
});

test('what a baseline accepts is listed with its reason and not counted', () => {
  const report = checkReport([finding(), other]);
  const baseline = [
    { fingerprint: fingerprintOf(finding()), reason: 'moves in May', expires: '2026-05-31' },
    { fingerprint: fingerprintOf(other), reason: 'was to go', expires: '2026-01-31' },
    { fingerprint: '0001 sales.gone: off', reason: 'gone', expires: '2026-05-31' },
  ];
  const review = reviewReport(report, baseline, '2026-03-31');
  expect(checkTable(report, { database, review }))
    .toBe(`shop on db.example.com:5432 as owner, PostgreSQL 18.4

error    0001 row-security-off
         Policies of this table are not applied.
         sales.customers  row level security is off

accepted
         0001 sales.orders  row level security is off  until 2026-05-31: moves in May

no longer accepted
         0001 sales.customers  row level security is off  until 2026-01-31: was to go

stale: accepted, and not found any more. Take these out of the baseline
         0001 sales.gone: off

1 error; 1 accepted. 7 tables, ${rulesRun}.
`);
});

test('a clean report says so', () => {
  expect(checkTable(checkReport([]))).toContain('\nNo findings. 7 tables');
});

test('a name cannot give the terminal orders', () => {
  const text = checkTable(checkReport([finding({ object: hostile, detail: hostile })]));
  expect(text).not.toMatch(/[^\P{Cc}\n]|\p{Cf}/u);
  expect(text).toContain(String.raw`\u001b[31m\u202e`);
});

test('JSON has the documented shape', () => {
  const report = checkReport([finding(), note]);
  const review = reviewReport(
    report,
    acceptFindings([], [note], 'seen', '2026-05-31'),
    '2026-03-31',
  );
  expect(JSON.parse(checkJson(report, { database, startedAt, review }))).toEqual({
    schema: 'startkit.tenancy.check',
    schemaVersion: 1,
    ok: false,
    failOn: 'warning',
    database,
    server: 'PostgreSQL 18.4',
    startedAt: '2026-03-31T10:20:30.000Z',
    milliseconds: 120,
    tables: 7,
    rules: [{ number: '0001', name: 'row-security-off', severity: 'error' }],
    counts: { error: 1, warning: 0, note: 0, accepted: 1, expired: 0, stale: 0 },
    findings: [{ fingerprint: fingerprintOf(finding()), ...finding(), wasAccepted: null }],
    accepted: [
      {
        fingerprint: fingerprintOf(note),
        ...note,
        fix: null,
        reason: 'seen',
        expires: '2026-05-31',
      },
    ],
    stale: [],
  });
});

test('`ok` is what the exit code says: by the least severity that fails', () => {
  const ok = (failOn: 'error' | 'note') =>
    (JSON.parse(checkJson(checkReport([note]), { failOn })) as { ok: boolean }).ok;
  expect(ok('error')).toBe(true);
  expect(ok('note')).toBe(false);
});

test('SARIF is valid, whatever objects are called', () => {
  const all = { ...checkReport([finding({ object: hostile }), note]), rules: everyRule() };
  for (const report of [all, checkReport([])]) {
    const log: unknown = JSON.parse(
      checkSarif(report, { configFile: 'my config/tenancy.config.ts' }),
    );
    expect(sarifErrors(log)).toEqual([]);
  }
});

test('the schema notices', () => {
  const log = JSON.parse(checkSarif(checkReport([finding()]))) as SarifLog;
  log.runs[0]!.results[0]!.level = 'fatal';
  expect(sarifErrors(log)).not.toEqual([]);
});

test('SARIF gives GitHub what it asks for: a file, and a fingerprint for each', () => {
  const report = checkReport([finding(), other]);
  const log = JSON.parse(checkSarif(report, { configFile: 'db/tenancy.config.ts' })) as SarifLog;
  const [run] = log.runs;
  const [first, second] = run!.results;
  expect(first).toMatchObject({ ruleId: '0001', ruleIndex: 0, level: 'error' });
  expect(first!.locations[0]!.physicalLocation.artifactLocation.uri).toBe('db/tenancy.config.ts');
  expect(first!.locations[0]!.logicalLocations[0]!.fullyQualifiedName).toBe('sales.orders');
  const hashOf = (result: typeof first) => result!.partialFingerprints['primaryLocationLineHash'];
  expect(hashOf(first)).toMatch(/^[0-9a-f]{16}:1$/);
  expect(hashOf(first)).not.toBe(hashOf(second));
  const [rule] = run!.tool.driver.rules;
  expect(rule).toMatchObject({
    id: '0001',
    name: 'row-security-off',
    defaultConfiguration: { level: 'error' },
    helpUri: 'https://www.postgresql.org/docs/current/ddl-rowsecurity.html',
  });
  expect(rule!.help.markdown).toContain('# 0001 row-security-off');
});

test('an accepted finding is no result: GitHub would show it as open', () => {
  const report = checkReport([finding()]);
  const review = reviewReport(
    report,
    acceptFindings([], [finding()], 'x', '2026-05-31'),
    '2026-03-31',
  );
  const log = JSON.parse(checkSarif(report, { review })) as SarifLog;
  expect(log.runs[0]!.results).toEqual([]);
});

test('JUnit: a rule is a test case, which carries its findings', () => {
  const report = checkReport([finding(), other, note]);
  const xml = readXml(checkJunit(report, { database, startedAt }));
  expect(xml.attributes).toMatchObject({ tests: '1', failures: '1', errors: '0', time: '0.120' });
  const [suite] = elements(xml, 'testsuite');
  expect(suite!.attributes).toMatchObject({ tests: '1', timestamp: '2026-03-31T10:20:30' });
  const [one] = elements(xml, 'testcase');
  expect(one!.attributes).toEqual({ classname: 'tenancy.check', name: '0001 row-security-off' });
  const [failure] = elements(xml, 'failure');
  expect(failure!.attributes['message']).toBe('2 findings: ' + allRules()[0]!.why);
  expect(failure!.text).toContain('error sales.orders: row level security is off\n  fix: alter');
  expect(elements(xml, 'system-out')[0]!.text).toBe(
    'note sales.order_lines: row level security is off',
  );
});

test('JUnit: what is below the bar, and what is accepted, passes', () => {
  const report = checkReport([note]);
  const failures = (xml: string) => elements(readXml(xml), 'failure').length;
  expect(failures(checkJunit(report))).toBe(0);
  expect(failures(checkJunit(report, { failOn: 'note' }))).toBe(1);
  const review = reviewReport(report, acceptFindings([], [note], 'x', '2026-05-31'), '2026-03-31');
  expect(failures(checkJunit(report, { failOn: 'note', review }))).toBe(0);
});

test('JUnit: where notes fail, an entry that matches nothing does', () => {
  const report = checkReport([]);
  const gone = acceptFindings([], [finding()], 'x', '2026-05-31');
  const review = reviewReport(report, gone, '2026-03-31');
  const xml = readXml(checkJunit(report, { failOn: 'note', review }));
  expect(elements(xml, 'failure')[0]!.text).toBe(fingerprintOf(finding()));
  expect(elements(readXml(checkJunit(report, { review })), 'failure')).toEqual([]);
});

test('JUnit is well-formed, whatever objects are called', () => {
  const bad = `${hostile}\u0000\ufffe\ud800`;
  const report = checkReport([finding({ object: bad, detail: bad, fix: bad })]);
  const [failure] = elements(readXml(checkJunit(report, { database: bad })), 'failure');
  expect(failure!.text).toContain('</code><script>alert(1)</script>&');
});

interface SarifLog {
  runs: {
    tool: { driver: { rules: { help: { markdown: string } }[] } };
    results: {
      level: string;
      locations: {
        physicalLocation: { artifactLocation: { uri: string } };
        logicalLocations: { fullyQualifiedName: string }[];
      }[];
      partialFingerprints: Record<string, string>;
    }[];
  }[];
}

function everyRule(): readonly string[] {
  return allRules().map(({ number }) => number);
}

const rulesRun = everyRule().length === 1 ? '1 rule' : `1 of ${everyRule().length} rules`;
