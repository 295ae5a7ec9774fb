import type { Comparison } from '../rls-against-where/measure.ts';
import type { CellResult, Plan } from '../run/measure.ts';
import type { Bar } from './bars.ts';

/** Everything that one run measured. */
export interface Report {
  /** Day of the run, and what it ran on. */
  readonly date: string;
  readonly machine: string;
  readonly versions: Readonly<Record<string, string>>;
  readonly plan: Plan;
  /** Round trips of one statement, by contestant, as the proxy counted them. */
  readonly roundTrips: Readonly<Record<string, number>>;
  readonly results: readonly CellResult[];
  readonly bars: readonly Bar[];
  readonly rlsAgainstWhere: readonly Comparison[];
}
