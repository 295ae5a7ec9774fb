import type { Seed } from './seed.ts';
import { typeNameOf } from './type-name.ts';

interface Bounds {
  readonly least: number;
  readonly most: number;
  readonly whole: boolean;
}

const bounds: Readonly<Record<string, Bounds>> = {
  smallint: { least: -32_768, most: 32_767, whole: true },
  integer: { least: -(2 ** 31), most: 2 ** 31 - 1, whole: true },
  bigint: { least: Number.MIN_SAFE_INTEGER, most: Number.MAX_SAFE_INTEGER, whole: true },
  oid: { least: 0, most: 2 ** 32 - 1, whole: true },
};

const typical = [0, 1, 2, 3, 5, 7, 10, 12, 50, 100, 1000, -1, 0.5, 0.01, 1.5];

export function isNumber(type: string): boolean {
  return /^(?:smallint|integer|bigint|oid|numeric|real|double precision|money)$/.test(
    typeNameOf(type).name,
  );
}

/** Numbers: where no two may be the same, large ones that nobody has; otherwise small ones. */
export function numbers(type: string, seed: Seed): readonly string[] {
  const { least, most, whole } = boundsOf(type);
  const { random, ordinal, hints, distinct } = seed;
  const far = Array.from({ length: 16 }, () =>
    random.integer(Math.ceil(most * 0.6), Math.floor(most * 0.9)),
  );
  const mined = hints.numbers.flatMap((n) => [n, n + 1, n - 1]);
  const sorted = hints.numbers.toSorted((a, b) => a - b);
  const low = sorted[0] ?? 0;
  const high = sorted.at(-1) ?? 0;
  // One is the other's half, or in other units.
  const scaled = hints.numbers.flatMap((n) => [n / 2, n * 2, n / 100, n * 100, -n]);
  const between = [
    ...sorted.slice(1).map((n, at) => (n + (sorted[at] ?? n)) / 2),
    ...(high > low
      ? Array.from({ length: 24 }, () => random.integer(Math.ceil(low), Math.floor(high)))
      : []),
  ];
  const ordered = distinct
    ? [far[0] ?? ordinal, ...mined, ordinal, ...between, ...far, ...typical, ...scaled]
    : [ordinal, ...mined, ...typical, ...between, ...scaled];
  const possible = ordered
    .map((n) => (whole ? Math.floor(n) : n))
    .filter((n) => n >= least && n <= most);
  return [...new Set(possible)].map(plain);
}

function boundsOf(type: string): Bounds {
  const { name, modifiers } = typeNameOf(type);
  const known = bounds[name];
  if (known) return known;
  const [precision = 15, scale = 0] = modifiers.map(Number);
  const most = 10 ** Math.min(precision - scale, 15) - 10 ** -Math.min(scale, 6);
  return { least: -most, most, whole: false };
}

/** Without an exponent, in parentheses where a cast would bind before the sign. */
function plain(n: number): string {
  const text = Number.isInteger(n)
    ? n.toFixed(0)
    : String(n).includes('e')
      ? n.toFixed(10)
      : String(n);
  return n < 0 ? `(${text})` : text;
}
