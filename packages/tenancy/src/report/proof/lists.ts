import type { Attempt, Outcome, ProofReport } from '../../prove/types.ts';
import { counted, visible, type Paint } from '../text.ts';
import { groupBy } from './matrix.ts';
import { outcomeSigns, unfilledTables, withOutcome } from './outcomes.ts';

/** Objects that a list for a terminal goes through one by one; the other formats have all. */
const shownObjects = 20;
const shownStatement = 160;

/** What is unproved, for a terminal: tables without rows, then attempts by object. */
export function unprovedLines(report: ProofReport, paint: Paint): readonly string[] {
  const unfilled = unfilledTables(report).flatMap(({ table, unfilled: why = '' }) => [
    `  ${visible(table)}`,
    `    has no rows: ${visible(why)}`,
  ]);
  return section(
    'Unproved',
    'unproved',
    [...unfilled, ...byObject(report, 'unproved', paint)],
    paint,
  );
}

/** What worked, for a terminal, by object. */
export function leakLines(report: ProofReport, paint: Paint): readonly string[] {
  return section('Leaks', 'leak', byObject(report, 'leak', paint), paint);
}

/** What was accepted beforehand, for a terminal: each attack once, with how often. */
export function acceptedLines(report: ProofReport, paint: Paint): readonly string[] {
  const titles = titlesOf(report);
  const lines = [...groupBy(withOutcome(report, 'accepted'), ({ attack }) => attack)].map(
    ([attack, attempts]) => {
      const objects = new Set(attempts.map(({ object }) => object)).size;
      return `  ${titles(attack)}, as ${subjectsOf(attempts)}: on ${counted(objects, 'object')}`;
    },
  );
  return section('Accepted beforehand', 'accepted', lines, paint);
}

function section(
  title: string,
  outcome: Outcome,
  lines: readonly string[],
  paint: Paint,
): readonly string[] {
  return lines.length === 0 ? [] : ['', paint(outcomeSigns[outcome].tone, title), ...lines];
}

/** An attack on an object once, whoever tried it and however often. */
function byObject(report: ProofReport, outcome: Outcome, paint: Paint): readonly string[] {
  const titles = titlesOf(report);
  const objects = [...groupBy(withOutcome(report, outcome), ({ object }) => object)];
  const more = objects.length - shownObjects;
  return [
    ...objects
      .slice(0, shownObjects)
      .flatMap(([object, attempts]) => [
        `  ${visible(object)}`,
        ...[...groupBy(attempts, ({ attack }) => attack)].flatMap(([attack, its]) =>
          attackLines(titles(attack), its, paint),
        ),
      ]),
    ...(more > 0
      ? [`  and ${counted(more, 'more object', 'more objects')}: --format html or json has all`]
      : []),
  ];
}

function attackLines(title: string, attempts: readonly Attempt[], paint: Paint): readonly string[] {
  const { answer = '', statement = '' } = attempts[0] ?? {};
  return [
    `    ${title}, as ${subjectsOf(attempts)}: ${visible(answer)}`,
    ...(statement === '' ? [] : [`      ${paint('quiet', shortened(visible(statement)))}`]),
  ];
}

function titlesOf({ attacks }: ProofReport): (attack: string) => string {
  const titles = new Map(attacks.map(({ name, title }) => [name, title]));
  return (attack) => visible(titles.get(attack) ?? attack);
}

function subjectsOf(attempts: readonly Attempt[]): string {
  return [...new Set(attempts.map(({ subject }) => visible(subject)))].join('; ');
}

function shortened(text: string): string {
  return text.length <= shownStatement ? text : `${text.slice(0, shownStatement - 1)}…`;
}
