import type { Comparison, ServerTime } from './measure.ts';

const widths = [16, 28, 28, 8, 10, 14, 8] as const;

/** The heading of the lines that `line` makes. */
export const heading = [
  row(['', 'by hand, µs', 'under policies, µs', '', '', 'middle half', '']),
  row([
    '',
    'parse bind execute total',
    'parse bind execute total',
    'ratio',
    'more, µs',
    'of pairs',
    'bar',
  ]),
].join('\n');

/** One comparison as a line of an aligned table. */
export function line({ query, byHand, underPolicies, ...of }: Comparison): string {
  return row([
    query,
    times(byHand),
    times(underPolicies),
    of.ratio.toFixed(3),
    signed(of.difference),
    of.differenceQuartiles.map(signed).join(' .. '),
    of.holds ? 'holds' : 'MISSED',
  ]);
}

const times = ({ parse, bind, execute, total }: ServerTime) =>
  `${round(parse, 5)} ${round(bind, 4)} ${round(execute, 7)} ${round(total, 5)}`;

const round = (value: number, width: number) => value.toFixed(0).padStart(width);

const signed = (value: number) => `${value < 0 ? '-' : '+'}${Math.abs(value).toFixed(0)}`;

function row([first, ...others]: readonly string[]): string {
  return [
    (first ?? '').padEnd(widths[0]),
    ...others.map((cell, i) => cell.padStart(widths[i + 1] ?? 0)),
  ]
    .join('  ')
    .trimEnd();
}
