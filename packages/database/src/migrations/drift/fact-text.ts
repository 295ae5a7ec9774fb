import { type Fact, type Facts, listOf, textOf } from '../dump/object.ts';

const longest = 160;

/** Facts in a sentence: "type text, not null". */
export function factsText(facts: Facts): string {
  const { definition, uses: _, ...others } = facts;
  const text = definition === undefined ? '' : shortened(lines(definition).join(' '));
  const rest = Object.entries(others).map(([name, fact]) =>
    fact === true ? name : `${name} ${shortened(plain(fact))}`,
  );
  return [text, ...rest].filter((part) => part !== '').join(', ');
}

/** What is and what should be; of long texts, where they part. */
export function factText(
  name: string,
  found: Fact | undefined,
  expected: Fact | undefined,
): readonly [string, string] {
  const isText = name === 'definition' && found !== undefined && expected !== undefined;
  if (!isText) return [short(found), short(expected)];
  const [a, b] = [lines(found), lines(expected)];
  if (a.length < 2 && b.length < 2) return [short(found), short(expected)];
  const line = a.findIndex((text, index) => text !== b[index]);
  const at = line < 0 ? a.length : line;
  return [`${quoted(a[at])} in line ${at + 1}`, quoted(b[at])];
}

function quoted(line: string | undefined): string {
  return line === undefined ? 'its end' : JSON.stringify(shortened(line.trim()));
}

function short(fact: Fact | undefined): string {
  if (fact === undefined) return 'not there';
  return fact === true ? 'so' : shortened(plain(fact));
}

function plain(fact: Fact): string {
  if (Array.isArray(fact)) return fact.join(', ');
  return textOf(fact);
}

function lines(fact: Fact): readonly string[] {
  return Array.isArray(fact) ? listOf(fact) : textOf(fact).split('\n');
}

function shortened(text: string): string {
  const flat = text.replaceAll(/\s+/g, ' ');
  return flat.length <= longest ? flat : `${flat.slice(0, longest)}...`;
}
