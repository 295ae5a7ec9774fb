import type { Comparison } from '../rls-against-where/measure.ts';
import type { CellResult } from '../run/measure.ts';
import type { Bar } from './bars.ts';
import type { Report } from './report.ts';
import { medianOf } from './statistics.ts';

/** The generated part of docs/benchmark.md. */
export function markdown(report: Report): string {
  const { rounds, duration } = report.plan;
  const versions = Object.entries(report.versions).map(([name, version]) => `${name} ${version}`);
  return [
    `Measured on ${report.date}: ${report.machine}; ${versions.join(', ')}. One run; ${rounds} turns of ${duration} ms each`,
    'for everybody in every cell, in another order each time. Figures are medians of the turns, ratios medians of the ratios within a turn.',
    '',
    ...section('The bars', barTable(report.bars)),
    ...cellsOf(report.results).flatMap((cell) =>
      section(
        `${cell[0]!.delay} ms away, ${cell[0]!.concurrency} at once`,
        cellTable(cell, report.roundTrips),
      ),
    ),
    ...section(
      'Row-Level Security against `WHERE organization_id = $1`',
      comparisonTable(report.rlsAgainstWhere),
    ),
  ].join('\n');
}

function barTable(bars: readonly Bar[]): readonly string[] {
  return table(
    ['', 'what', 'ratio', 'bar', ''],
    bars.map(({ contestant, claim, ratio, atLeast, atMost, holds }) => [
      contestant,
      claim,
      ratio.toFixed(2),
      atLeast === undefined ? `<= ${atMost}` : `>= ${atLeast}`,
      holds ? 'holds' : '**missed**',
    ]),
  );
}

function cellTable(
  cell: readonly CellResult[],
  roundTrips: Report['roundTrips'],
): readonly string[] {
  return table(
    ['', 'round trips', 'p50, ms', 'p99, ms', 'statements/s', 'client CPU, µs', 'server CPU, µs'],
    cell.map((result) => [
      result.name,
      String(roundTrips[result.name] ?? ''),
      medianOf(result, 'p50').toFixed(2),
      medianOf(result, 'p99').toFixed(2),
      medianOf(result, 'rate').toFixed(0),
      medianOf(result, 'clientCpu').toFixed(0),
      medianOf(result, 'serverCpu').toFixed(0),
    ]),
  );
}

function comparisonTable(comparisons: readonly Comparison[]): readonly string[] {
  return table(
    ['', 'by hand, µs', 'under policies, µs', 'ratio', 'more, µs', ''],
    comparisons.map(({ query, byHand, underPolicies, ratio, difference, holds }) => [
      query,
      byHand.total.toFixed(0),
      underPolicies.total.toFixed(0),
      ratio.toFixed(2),
      difference.toFixed(0),
      holds ? 'holds' : '**missed**',
    ]),
  );
}

/** Nothing for a table without rows. */
function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length > 2 ? [`### ${title}`, '', ...lines, ''] : [];
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map((_, i) => (i === 0 ? '---' : '---:'))), ...rows.map(line)];
}

export function cellsOf(results: readonly CellResult[]): readonly (readonly CellResult[])[] {
  const keys = [...new Set(results.map(keyOf))];
  return keys.map((key) => results.filter((result) => keyOf(result) === key));
}

const keyOf = ({ delay, concurrency }: CellResult) => `${delay} ${concurrency}`;
