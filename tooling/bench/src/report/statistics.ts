import type { CellResult, Sample } from '../run/measure.ts';

export type Figure = keyof Sample;

/** @returns NaN of no values. */
export function median(values: readonly number[]): number {
  const ascending = values.toSorted((a, b) => a - b);
  const middle = ascending.length / 2;
  return Number.isInteger(middle)
    ? ((ascending[middle - 1] ?? NaN) + (ascending[middle] ?? NaN)) / 2
    : ascending[Math.floor(middle)]!;
}

export function medianOf({ samples }: CellResult, figure: Figure): number {
  return median(samples.map((sample) => sample[figure] ?? NaN));
}

/** The median of a's figure over b's, each ratio of one round: what slows the machine for a while slows both. */
export function pairedRatio(a: CellResult, b: CellResult, figure: Figure): number {
  return median(
    a.samples.map((sample, i) => (sample[figure] ?? NaN) / (b.samples[i]?.[figure] ?? NaN)),
  );
}
