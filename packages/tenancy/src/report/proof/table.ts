import type { Outcome, ProofReport } from '../../prove/types.ts';
import {
  counted,
  padded,
  plain,
  visible,
  widthsOf,
  wrapped,
  type Paint,
  type Tone,
} from '../text.ts';
import type { ProofAbout } from './about.ts';
import { notCovered } from './coverage.ts';
import { acceptedLines, leakLines, unprovedLines } from './lists.ts';
import { matrixOf, type MatrixRow } from './matrix.ts';
import {
  countOutcomes,
  outcomes,
  outcomeSigns,
  verdictOf,
  type OutcomeCounts,
} from './outcomes.ts';

/** Widest a column's heading gets before it is broken. */
const headingWidth = 16;

/** The report for a terminal: the matrix, the unproved and the leaks one by one, what is not covered, the sum. */
export function proofTable(
  report: ProofReport,
  about: ProofAbout = {},
  paint: Paint = plain,
): string {
  const where = visible(about.database ?? report.database);
  const lines = [
    paint('strong', `${where}, ${report.server}, ${report.startedAt}`),
    '',
    ...subjectLines(report, paint),
    '',
    ...matrixLines(report, paint),
    '',
    ...legend(report, paint),
    ...unprovedLines(report, paint),
    ...leakLines(report, paint),
    ...acceptedLines(report, paint),
    '',
    paint('strong', 'Not covered'),
    ...notCovered(report, about).flatMap((text) => bullet(visible(text))),
    '',
    proofSummary(report, paint),
  ];
  return `${lines.join('\n')}\n`;
}

/** The sum in one line. */
export function proofSummary(report: ProofReport, paint: Paint = plain): string {
  const counts = countOutcomes(report.attempts);
  const objects = new Set(report.attempts.map(({ object }) => object)).size;
  const subjects = new Set(report.attempts.map(({ subject }) => subject)).size;
  const scale = `${counted(report.attempts.length, 'attack')} on ${counted(objects, 'object')} as ${counted(subjects, 'subject')}`;
  const parts = outcomes
    .filter((outcome) => counts[outcome] > 0)
    .map((outcome) => paint(outcomeSigns[outcome].tone, countedOutcome(counts[outcome], outcome)));
  return `${verdictLine(report, paint)} ${scale}${parts.length === 0 ? '' : `: ${parts.join(', ')}`}.`;
}

function verdictLine(report: ProofReport, paint: Paint): string {
  switch (verdictOf(report)) {
    case 'leaks':
      return paint('bad', 'Tenants are not isolated.');
    case 'unproved':
      return paint('doubtful', 'Isolation is not proved.');
    case 'excepted':
      return paint('doubtful', 'Isolation held, with exceptions that were stated beforehand.');
    case 'proved':
      return paint('good', 'Isolation held.');
  }
}

/** `2 leaks`, `1 unproved`. */
function countedOutcome(count: number, outcome: Outcome): string {
  return outcome === 'leak' ? counted(count, 'leak') : `${count} ${outcome}`;
}

function subjectLines({ subjects }: ProofReport, paint: Paint): readonly string[] {
  const rows = subjects.map(({ name, role, user, method }) => [
    visible(name),
    visible(user === role ? role : `${role} by ${user}`),
    method,
  ]);
  const widths = widthsOf(rows);
  return rows.map(
    ([name = '', role = '', method = '']) =>
      `  ${padded(name, widths[0] ?? 0)}  ${padded(role, widths[1] ?? 0)}  ${paint(method === 'set role' ? 'doubtful' : 'quiet', method)}`,
  );
}

function matrixLines(report: ProofReport, paint: Paint): readonly string[] {
  const { subjects, rows } = matrixOf(report);
  const headings = subjects.map((name) => wrapped(visible(name), headingWidth));
  const height = Math.max(0, ...headings.map((heading) => heading.length));
  const top = Array.from({ length: height }, (_, line): readonly Piece[][] => [
    [],
    ...headings.map((heading) => [{ tone: 'strong' as const, text: heading[line] ?? '' }]),
  ]);
  const body = rows.map((row): readonly Piece[][] => [
    [{ tone: 'strong', text: visible(row.object) }],
    ...row.cells.map((cell) => [...cellPieces(cell, row)]),
  ]);
  const grid = [...top, ...body];
  const widths = widthsOf(grid.map((cells) => cells.map(textOf)));
  return grid.map((cells) =>
    cells
      .map((pieces, column) => {
        const spaces = padded(textOf(pieces), widths[column] ?? 0).slice(textOf(pieces).length);
        return pieces.map(({ tone, text }) => paint(tone, text)).join(' ') + spaces;
      })
      .join('  ')
      .trimEnd(),
  );
}

function textOf(pieces: readonly Piece[]): string {
  return pieces.map(({ text }) => text).join(' ');
}

interface Piece {
  readonly tone: Tone;
  readonly text: string;
}

/** What is not right, with its number; else how it was kept out. */
function cellPieces(counts: OutcomeCounts | undefined, { unfilled }: MatrixRow): readonly Piece[] {
  if (counts === undefined) {
    return unfilled === undefined
      ? [{ tone: 'quiet', text: 'not attacked' }]
      : [piece('unproved', 'no rows')];
  }
  const wrong = (['leak', 'unproved', 'accepted'] as const).filter((one) => counts[one] > 0);
  if (wrong.length === 0) return [piece(counts.blocked > 0 ? 'blocked' : 'no access')];
  return wrong.map((outcome) => piece(outcome, countedOutcome(counts[outcome], outcome)));
}

function piece(outcome: Outcome, text: string = outcome): Piece {
  const { symbol, tone } = outcomeSigns[outcome];
  return { tone, text: `${symbol} ${text}` };
}

function legend({ attempts }: ProofReport, paint: Paint): readonly string[] {
  const counts = countOutcomes(attempts);
  const used = outcomes.filter((outcome) => counts[outcome] > 0);
  return used.map((outcome) => {
    const { symbol, tone, meaning } = outcomeSigns[outcome];
    return `  ${paint(tone, `${symbol} ${outcome.padEnd(9)}`)}  ${paint('quiet', meaning)}`;
  });
}

function bullet(text: string): readonly string[] {
  return wrapped(text, 100).map((line, index) => `${index === 0 ? '  - ' : '    '}${line}`);
}
