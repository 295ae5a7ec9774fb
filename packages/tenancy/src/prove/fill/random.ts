/** Random numbers that come out the same for the same seed: a fill can be repeated. */
export interface Random {
  /** At least `from`, at most `to`. */
  integer(from: number, to: number): number;
  pick<T>(items: readonly T[]): T | undefined;
  /** Characters of `alphabet`. */
  text(length: number, alphabet: string): string;
}

/** @param seed what the numbers are for: a run, a column, a row. */
export function randomOf(seed: string): Random {
  // FNV-1a for the seed, mulberry32 for the numbers: any spread will do, secrecy is not wanted.
  let state = 0x81_1c_9d_c5;
  for (const character of seed) {
    state = Math.imul(state ^ (character.codePointAt(0) ?? 0), 0x01_00_01_93);
  }
  const next = () => {
    state = (state + 0x6d_2b_79_f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const integer = (from: number, to: number) => from + Math.floor(next() * (to - from + 1));
  return {
    integer,
    pick: (items) => items[integer(0, items.length - 1)],
    text: (length, alphabet) =>
      Array.from({ length }, () => alphabet[integer(0, alphabet.length - 1)]).join(''),
  };
}

export const lower = 'abcdefghijklmnopqrstuvwxyz';
export const digits = '0123456789';
export const hex = '0123456789abcdef';

/** A uuid of version 4. */
export function uuidOf(random: Random): string {
  const [a, b, c, d] = [8, 4, 3, 3].map((length) => random.text(length, hex));
  return `${a}-${b}-4${c}-${random.text(1, '89ab')}${d}-${random.text(12, hex)}`;
}
