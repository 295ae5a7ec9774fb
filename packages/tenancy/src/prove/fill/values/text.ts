import { quoteLiteral } from '../../../catalog/quote.ts';
import { textsMatching } from '../mine/patterns.ts';
import { digits, hex, lower } from '../random.ts';
import { jsonTexts } from './json.ts';
import { minedLiterals, type Seed } from './seed.ts';
import { typeNameOf } from './type-name.ts';
import { called, everythingCalled } from './well-known-texts.ts';

const longest = 10_000;

/** Texts: what the column's name calls for, the marker, what the conditions say, and what texts often are. */
export function texts(type: string, seed: Seed): readonly string[] {
  const limit = limitOf(type);
  const generated = [
    ...called(seed.name, seed),
    ...marked(seed, limit),
    ...seed.hints.patterns.flatMap((pattern) => textsMatching(pattern, seed)),
    ...jsonTexts(seed),
  ];
  const typical = seed.fewer
    ? ofLengths(seed)
    : [...ofLengths(seed), ...variants(seed), ...everythingCalled(seed)];
  return [
    ...generated.map(quoteLiteral),
    ...minedLiterals(seed, 'text'),
    ...typical.map(quoteLiteral),
  ];
}

/** How many characters the type holds. */
function limitOf(type: string): number {
  const { name, modifiers } = typeNameOf(type);
  if (name === '"char"') return 1;
  if (name === 'name') return 63;
  return Number(modifiers[0] ?? (name === 'character' ? 1 : longest));
}

/** The marker, or, where it is too long and would be the same for all, letters of its length. */
function marked({ marker, random }: Seed, limit: number): readonly string[] {
  if (marker.length <= limit) return [marker];
  return [
    random.text(limit, lower),
    random.text(limit, lower),
    random.text(limit, `${lower}${digits}`),
  ];
}

function ofLengths({ hints, random }: Seed): readonly string[] {
  const lengths = hints.numbers.filter((n) => Number.isInteger(n) && n >= 0 && n < longest);
  const around = [...new Set(lengths.flatMap((n) => [n, n + 1, n - 1]))].filter((n) => n >= 0);
  return [
    ...around.map((length) => random.text(length, lower)),
    ...lengths.flatMap((length) => [
      random.text(length, digits),
      random.text(length, lower.toUpperCase()),
      random.text(length, hex),
    ]),
  ];
}

function variants({ marker, ordinal, random }: Seed): readonly string[] {
  return [
    marker.toUpperCase(),
    `${marker.slice(0, 1).toUpperCase()}${marker.slice(1)}`,
    marker.replaceAll('-', '_'),
    marker.replaceAll('-', '.'),
    marker.replaceAll('-', ' '),
    marker.replaceAll('-', ''),
    `/${marker}`,
    ` ${marker} `,
    String(ordinal),
    random.text(6, digits),
    random.text(6, lower),
    random.text(6, lower.toUpperCase()),
    random.text(1, lower),
    random.text(1, lower.toUpperCase()),
    random.text(1, digits),
    random.text(8, lower),
    random.text(10, digits),
    random.text(12, `${lower}${digits}`),
    random.text(32, hex),
    random.text(40, hex),
    random.text(64, hex),
    '',
  ];
}
