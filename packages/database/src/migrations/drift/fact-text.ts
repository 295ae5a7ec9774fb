import type { FactDifference } from './compare.ts';
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

/** What a fact is and what it should be: "default is 'x', expected none". */
export function factSentence({ name, expected, found }: FactDifference): string {
  if (found === true) return `it is ${name}, which is not expected`;
  if (expected === true) return `${name} is missing`;
  if (name === 'owner') return `owner is ${owner(found)}, expected ${owner(expected)}`;
  if (found === undefined) return `${name} is missing, expected ${short(expected)}`;
  const isText = name === 'definition' && expected !== undefined;
  const [had, wanted] = isText
    ? whereTheyPart(lines(found), lines(expected))
    : [short(found), short(expected)];
  return `${name} is ${had}, expected ${wanted}`;
}

function owner(fact: Fact | undefined): string {
  return fact === undefined ? 'the migration login' : textOf(fact);
}

function whereTheyPart(
  found: readonly string[],
  expected: readonly string[],
): readonly [string, string] {
  if (found.length < 2 && expected.length < 2) return [short(found), short(expected)];
  const line = found.findIndex((text, index) => text !== expected[index]);
  const at = line < 0 ? found.length : line;
  return [`${quoted(found[at])} in line ${at + 1}`, quoted(expected[at])];
}

function quoted(line: string | undefined): string {
  return line === undefined ? 'the end' : JSON.stringify(shortened(line.trim()));
}

function short(fact: Fact | undefined): string {
  return fact === undefined ? 'none' : shortened(plain(fact));
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
