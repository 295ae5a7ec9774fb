import { xmlAttribute, xmlText } from './xml.ts';

/** One `<testcase>`. */
export interface TestCase {
  readonly className: string;
  readonly name: string;
  /** `failure`: it was tried and is not right. `error`: it could not be tried. */
  readonly problem?: {
    readonly kind: 'failure' | 'error';
    readonly message: string;
    readonly text: string;
  };
  /** What is worth knowing, and is no problem. */
  readonly note?: string;
}

export interface TestSuite {
  readonly name: string;
  /** What the suite is about: server, database, ... */
  readonly properties?: Readonly<Record<string, string>>;
  readonly cases: readonly TestCase[];
}

export interface TestRun {
  readonly name: string;
  readonly startedAt: Date;
  readonly milliseconds: number;
  readonly suites: readonly TestSuite[];
}

/** The XML that CI systems read test results from, as Ant's JUnit task first wrote it. */
export function junitXml({ name, startedAt, milliseconds, suites }: TestRun): string {
  const cases = suites.flatMap((suite) => suite.cases);
  const time = (milliseconds / 1000).toFixed(3);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites${attributes({ name, ...counts(cases), time })}>`,
    ...suites.flatMap((suite) => suiteXml(suite, startedAt)),
    '</testsuites>',
    '',
  ].join('\n');
}

function suiteXml({ name, properties, cases }: TestSuite, startedAt: Date): string[] {
  const timestamp = startedAt.toISOString().replace(/\.\d+Z$/, '');
  const known = Object.entries(properties ?? {});
  return [
    `  <testsuite${attributes({ name, ...counts(cases), skipped: 0, timestamp })}>`,
    ...(known.length === 0
      ? []
      : [
          '    <properties>',
          ...known.map(([key, value]) => `      <property${attributes({ name: key, value })}/>`),
          '    </properties>',
        ]),
    ...cases.flatMap(caseXml),
    '  </testsuite>',
  ];
}

function caseXml({ className, name, problem, note }: TestCase): string[] {
  const open = `    <testcase${attributes({ classname: className, name })}`;
  if (problem === undefined && note === undefined) return [`${open}/>`];
  return [
    `${open}>`,
    ...(problem === undefined
      ? []
      : [
          `      <${problem.kind}${attributes({ message: problem.message, type: problem.kind })}>${xmlText(problem.text)}</${problem.kind}>`,
        ]),
    ...(note === undefined ? [] : [`      <system-out>${xmlText(note)}</system-out>`]),
    '    </testcase>',
  ];
}

function counts(cases: readonly TestCase[]) {
  const of = (kind: 'failure' | 'error') =>
    cases.filter(({ problem }) => problem?.kind === kind).length;
  return { tests: cases.length, failures: of('failure'), errors: of('error') };
}

function attributes(values: Readonly<Record<string, string | number>>): string {
  return Object.entries(values)
    .map(([name, value]) => ` ${name}="${xmlAttribute(String(value))}"`)
    .join('');
}
