/** Numbers that look random and are the same for the same seed. */
export interface Random {
  /** From 0 up to, without, `below`. */
  integer(below: number): number;
  pick<T>(from: readonly T[]): T;
  /** So many different ones, in any order; all of them when there are no more. */
  distinct(count: number, below: number): readonly number[];
}

export function randomFrom(seed: number): Random {
  let state = (seed * 2_654_435_761) >>> 0;
  // mulberry32
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const integer = (below: number) => Math.floor(next() * below);
  return {
    integer,
    pick: (from) => from[integer(from.length)]!,
    distinct: (count, below) => {
      const found = new Set<number>();
      while (found.size < Math.min(count, below)) found.add(integer(below));
      return [...found];
    },
  };
}
