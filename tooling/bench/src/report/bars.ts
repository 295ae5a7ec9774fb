import type { Kind } from '../contestants/contestant.ts';
import type { CellResult } from '../run/measure.ts';
import { medianOf, pairedRatio } from './statistics.ts';

/** What a figure must reach, as a ratio within one run. */
export interface Bar {
  readonly contestant: string;
  readonly claim: string;
  readonly ratio: number;
  readonly atLeast?: number;
  readonly atMost?: number;
  readonly holds: boolean;
}

export type KindOf = (name: string) => Kind;

const levels = ['standard', 'full'] as const;
const nameOf = (level: (typeof levels)[number]) => `StartKit ${level}, node-postgres`;
const untenanted = 'Drizzle, node-postgres';

/** The bars for both levels on node-postgres; those whose cells were not measured are left out. */
export function bars(results: readonly CellResult[], kindOf: KindOf): readonly Bar[] {
  return [...latency(results, kindOf), ...throughput(results, kindOf)];
}

/** 5 ms away, one at a time: p50 near the fastest there is, far from the best documented pattern. */
function latency(results: readonly CellResult[], kindOf: KindOf): readonly Bar[] {
  const cell = results.filter(({ delay, concurrency }) => delay === 5 && concurrency === 1);
  const p50 = (result: CellResult) => -medianOf(result, 'p50');
  const floor = best(cell, kindOf, 'floor', p50);
  const pattern = best(cell, kindOf, 'pattern', p50);
  if (!floor || !pattern) return [];
  return levels.flatMap((level) => {
    const ours = find(cell, nameOf(level));
    if (!ours) return [];
    return [
      bar(ours, `5 ms, one at a time: p50 over that of ${floor.name}`, {
        ratio: pairedRatio(ours, floor, 'p50'),
        atMost: 1.15,
      }),
      bar(ours, `5 ms, one at a time: how much faster than ${pattern.name}, the best pattern`, {
        ratio: pairedRatio(pattern, ours, 'p50'),
        atLeast: 3.5,
      }),
    ];
  });
}

/** No distance, 8 at once: statements a second. */
function throughput(results: readonly CellResult[], kindOf: KindOf): readonly Bar[] {
  const cell = results.filter(({ delay, concurrency }) => delay === 0 && concurrency === 8);
  const pattern = best(cell, kindOf, 'pattern', (result) => medianOf(result, 'rate'));
  const plain = find(cell, untenanted);
  if (!pattern || !plain) return [];
  return levels.flatMap((level) => {
    const ours = find(cell, nameOf(level));
    if (!ours) return [];
    return [
      bar(ours, `0 ms, 8 at once: statements/s over those of ${pattern.name}, the best pattern`, {
        ratio: pairedRatio(ours, pattern, 'rate'),
        atLeast: level === 'full' ? 1 : 1.3,
      }),
      bar(ours, `0 ms, 8 at once: statements/s over those of ${plain.name}, without tenancy`, {
        ratio: pairedRatio(ours, plain, 'rate'),
        atLeast: 0.9,
      }),
    ];
  });
}

function bar(
  { name }: CellResult,
  claim: string,
  limits: Pick<Bar, 'ratio' | 'atLeast' | 'atMost'>,
): Bar {
  const { ratio, atLeast = -Infinity, atMost = Infinity } = limits;
  return { contestant: name, claim, ...limits, holds: ratio >= atLeast && ratio <= atMost };
}

function best(
  cell: readonly CellResult[],
  kindOf: KindOf,
  kind: Kind,
  by: (result: CellResult) => number,
): CellResult | undefined {
  return cell.filter(({ name }) => kindOf(name) === kind).toSorted((a, b) => by(b) - by(a))[0];
}

const find = (cell: readonly CellResult[], name: string) =>
  cell.find((result) => result.name === name);
