import { type Fact, type Facts, listOf, recordOf, textOf } from './object.ts';

/*
 * What `column in ('a', 'b')` on a character varying is printed as, and what that print is printed as when it is run:
 * a database that was restored from a dump has the second, so both are written as the second.
 */
const item = String.raw`'(?:[^']|'')*'::[a-z ]+(?:\(\d+\))?`;
const castArray = new RegExp(String.raw`\(ARRAY\[(${item}(?:, ${item})*)\]\)::([a-z ]+)\[\]`, 'g');
const items = new RegExp(item, 'g');

/** Statistics print their columns in the order of the table, which is another one where a column came later. */
export function canonicalStatistics(facts: Facts): Facts {
  const definition = textOf(facts['definition']).replace(
    / ON ([^()]+) FROM /,
    (_, columns: string) => ` ON ${columns.split(', ').toSorted().join(', ')} FROM `,
  );
  return { ...facts, definition };
}

/** Facts with all SQL in them as PostgreSQL prints it of its own print. */
export function canonical(facts: Facts): Facts {
  return Object.fromEntries(
    Object.entries(facts).map(([name, fact]) => [name, isText(name) ? canonicalFact(fact) : fact]),
  );
}

const texts: ReadonlySet<string> = new Set([
  'definition',
  'using',
  'check',
  'default',
  'generated',
  'checks',
]);

function isText(name: string): boolean {
  return texts.has(name);
}

function canonicalFact(fact: Fact): Fact {
  if (typeof fact === 'string') return canonicalText(fact);
  if (Array.isArray(fact)) return listOf(fact).map(canonicalText);
  if (typeof fact !== 'object') return fact;
  return Object.fromEntries(
    Object.entries(recordOf(fact)).map(([name, inner]) => [name, canonicalFact(inner)]),
  );
}

function canonicalText(text: string): string {
  if (!text.includes('ARRAY[')) return text;
  return text.replaceAll(castArray, (_, list: string, type: string) => {
    const cast = list.replaceAll(items, (one) => `(${one})::${type}`);
    return `ARRAY[${cast}]`;
  });
}
