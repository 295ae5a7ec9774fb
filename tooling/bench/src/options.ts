import { parseArgs } from 'node:util';
import type { Cell, Plan } from './run/measure.ts';

export interface Options {
  readonly cells: readonly Cell[];
  readonly plan: Plan;
  /** Which contestants, by name. */
  readonly only: RegExp;
  /** Whether queries under policies are compared with hand-written filters as well. */
  readonly comparisons: boolean;
  /** Whether docs/ is written; only a full run's figures belong there. */
  readonly write: boolean;
}

const help = `Measures isolated queries beside everything else that one could use.

  pnpm bench                 everything, about ten minutes; writes docs/benchmark.*
  pnpm bench --quick         two cells, short turns, about four minutes; prints, writes nothing
  pnpm bench --only 'Drizzle|full'   contestants whose name matches; prints, writes nothing`;

const all = [0, 1, 5].flatMap((delay) => [1, 8, 32].map((concurrency) => ({ delay, concurrency })));
const quickCells = [
  { delay: 5, concurrency: 1 },
  { delay: 0, concurrency: 8 },
];

/** @returns undefined when help was asked for, and printed. */
export function readOptions(args: readonly string[]): Options | undefined {
  const { values } = parseArgs({
    args: args.filter((arg) => arg !== '--'),
    options: {
      quick: { type: 'boolean', default: false },
      only: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(help);
    return undefined;
  }
  const { quick, only } = values;
  return {
    cells: quick ? quickCells : all,
    plan: quick
      ? { rounds: 5, duration: 400, warmUp: 4000 }
      : { rounds: 5, duration: 500, warmUp: 6000 },
    only: new RegExp(only ?? ''),
    comparisons: only === undefined,
    write: !quick && only === undefined,
  };
}
