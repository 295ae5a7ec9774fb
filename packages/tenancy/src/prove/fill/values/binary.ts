import { quoteLiteral } from '../../../catalog/quote.ts';
import { hex } from '../random.ts';
import { minedLiterals, type Seed } from './seed.ts';
import { typeNameOf } from './type-name.ts';

const longest = 10_000;

/** bytea: the marker's bytes, and as many as the conditions say or keys and hashes have. */
export function bytes(seed: Seed): readonly string[] {
  const lengths = [...lengthsOf(seed), 16, 20, 32, 64, 12, 0];
  return [
    quoteLiteral(`\\x${Buffer.from(seed.marker).toString('hex')}`),
    ...minedLiterals(seed, 'bytea'),
    ...lengths.map((length) => quoteLiteral(`\\x${seed.random.text(2 * length, hex)}`)),
  ];
}

/** bit and bit varying. */
export function bits(type: string, seed: Seed): readonly string[] {
  const { name, modifiers } = typeNameOf(type);
  const size = Number(modifiers[0] ?? (name === 'bit' ? 1 : 8));
  const lengths =
    name === 'bit' ? [size, size, size] : [size, ...lengthsOf(seed).filter((n) => n <= size), 1, 0];
  return [
    ...lengths.map((length) => quoteLiteral(seed.random.text(length, '01'))),
    ...seed.hints.literals
      .filter(({ text }) => /^[01]+$/.test(text))
      .map(({ text }) => quoteLiteral(text)),
    quoteLiteral('0'.repeat(size)),
    quoteLiteral('1'.repeat(size)),
  ];
}

/** Lengths that the conditions may mean, and their neighbours. */
export function lengthsOf({ hints }: Seed): readonly number[] {
  const lengths = hints.numbers.flatMap((n) => [n, n + 1, n - 1]);
  return [...new Set(lengths)].filter((n) => Number.isInteger(n) && n >= 0 && n < longest);
}
