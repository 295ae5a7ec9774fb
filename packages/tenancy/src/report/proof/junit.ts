import type { Attempt, ProofReport } from '../../prove/types.ts';
import { junitXml, type TestCase, type TestSuite } from '../junit.ts';
import type { ProofAbout } from './about.ts';
import { groupBy } from './matrix.ts';
import { unfilledTables, whoOf } from './outcomes.ts';

/**
 * The report as JUnit XML: an attack is a suite, an object as a subject a test case. A leak is a failure; what is
 * unproved is an error, not a skipped test: CI counts those as passed.
 */
export function proofJunit(report: ProofReport, about: ProofAbout = {}): string {
  const properties = { server: report.server, database: about.database ?? report.database };
  const titles = new Map(report.attacks.map(({ name, title }) => [name, title]));
  const suites = [...groupBy(report.attempts, ({ attack }) => attack)].map(
    ([attack, attempts]): TestSuite => ({
      name: titles.get(attack) ?? attack,
      properties,
      cases: attempts.map(attemptCase),
    }),
  );
  const filling = unfilledTables(report).map(({ table, unfilled = '' }) =>
    unprovedCase('fill', table, unfilled),
  );
  const empty =
    report.attempts.length > 0
      ? []
      : [unprovedCase('prove', report.database, 'Nothing was attacked.')];
  const others = [...filling, ...empty];
  return junitXml({
    name: 'tenancy prove',
    startedAt: new Date(report.startedAt),
    milliseconds: report.milliseconds,
    suites: [
      ...(others.length === 0 ? [] : [{ name: 'Rows to attack', properties, cases: others }]),
      ...suites,
    ],
  });
}

function attemptCase(attempt: Attempt): TestCase {
  const { attack, object, outcome, answer, statement } = attempt;
  const its = { className: `tenancy.prove.${attack}`, name: `${object} as ${whoOf(attempt)}` };
  const text = statement === '' ? answer : `${answer}\n${statement}`;
  if (outcome === 'leak') {
    return { ...its, problem: { kind: 'failure', message: `leak: ${answer}`, text } };
  }
  if (outcome === 'unproved') {
    return { ...its, problem: { kind: 'error', message: `unproved: ${answer}`, text } };
  }
  return outcome === 'accepted' ? { ...its, note: `accepted beforehand: ${text}` } : its;
}

function unprovedCase(step: string, name: string, why: string): TestCase {
  const problem = { kind: 'error', message: `unproved: ${why}`, text: why } as const;
  return { className: `tenancy.prove.${step}`, name, problem };
}
