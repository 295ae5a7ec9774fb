import type { TypeInfo } from '../../../catalog/catalog.ts';
import { isNumber, numbers } from './numbers.ts';
import { minedLiterals, type Seed } from './seed.ts';
import { isTime, times } from './times.ts';
import { familyOf } from './type-name.ts';

type Values = (type: TypeInfo, seed: Seed) => readonly string[];

/** Ranges: the first lies far away and apart from every other row's, for exclusion constraints. */
export function ranges(type: TypeInfo, seed: Seed, valuesOf: Values): readonly string[] {
  const bound = type.of?.name ?? 'integer';
  const between = pairs(type, seed, valuesOf).map(
    ([low, high]) => `${type.name}((${low})::${bound}, (${high})::${bound})`,
  );
  const [first] = (type.of && valuesOf(type.of, seed)) ?? [];
  const open = first === undefined ? [] : [`${type.name}((${first})::${bound}, null)`];
  return [
    ...between.slice(0, 2),
    ...minedLiterals(seed, type.name),
    ...between.slice(2),
    ...open,
    `'(,)'`,
    `'empty'`,
  ];
}

/** Multiranges of one range, and the empty one. */
export function multiranges(type: TypeInfo, seed: Seed, valuesOf: Values): readonly string[] {
  const inner = type.of;
  if (!inner) return [`'{}'`];
  const single = ranges(inner, seed, valuesOf).map(
    (range) => `${type.name}((${range})::${inner.name})`,
  );
  return [...single.slice(0, 2), ...minedLiterals(seed, type.name), ...single.slice(2), `'{}'`];
}

function pairs(
  type: TypeInfo,
  seed: Seed,
  valuesOf: Values,
): readonly (readonly [string, string])[] {
  const bound = type.of;
  if (!bound) return [];
  const { ordinal, random } = seed;
  if (isNumber(bound.name)) {
    const far = random.integer(1_000_000, 1_000_000_000) + 10 * ordinal;
    const near = numbers(bound.name, { ...seed, distinct: false }).slice(0, 12);
    return [[String(far), String(far + 5)], ...near.map((low) => [low, `${low} + 5`] as const)];
  }
  if (isTime(bound.name) && familyOf(bound.name) === 'date') {
    const far = `now() + interval '100 years' + ${random.integer(1, 10_000_000) * 10 + ordinal} * interval '1 day'`;
    // The server refuses dates after the year 294276.
    const farther = `now() + interval '100 years' + ${(random.integer(1, 100_000) * 100 + ordinal) % 2_500_000} * interval '1 day'`;
    const near = times(bound.name, { ...seed, distinct: false }).filter(
      (time) => !time.includes('infinity'),
    );
    return [
      [farther, `${farther} + interval '1 day'`],
      ...near
        .slice(0, 12)
        .flatMap((low) =>
          ['1 hour', '1 day', '7 days'].map(
            (step) => [low, `${low} + interval '${step}'`] as const,
          ),
        ),
      [far, `${far} + interval '1 hour'`],
    ];
  }
  const values = valuesOf(bound, seed).slice(0, 6);
  const sorted = values.slice(1).map((value, at) => {
    const both = `(${values[at]})::${bound.name}, (${value})::${bound.name}`;
    return [`least(${both})`, `greatest(${both})`] as const;
  });
  return sorted;
}
