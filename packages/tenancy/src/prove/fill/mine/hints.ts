import { comparisonsIn, soleColumn } from './comparisons.ts';
import { arrayElements, jsonPathsIn, type JsonPath } from './json-paths.ts';
import { columnsIn, tokensOf, type Token } from './tokens.ts';

/** What the conditions on a column say of the values it may have. */
export interface Hints {
  readonly literals: readonly { text: string; type: string }[];
  readonly numbers: readonly number[];
  readonly patterns: readonly Pattern[];
  /** What the column is compared with, where that is more than a literal. */
  readonly compared: readonly Compared[];
  readonly paths: readonly JsonPath[];
}

export interface Pattern {
  readonly kind: 'regex' | 'like' | 'similar';
  readonly text: string;
}

export interface Compared {
  readonly operator: string;
  readonly sql: string;
  /** The columns that `sql` is made of. */
  readonly needs: readonly string[];
}

/** A condition, and the name that stands for the column in it: its own, or VALUE in a domain's. */
export interface About {
  readonly sql: string;
  readonly name: string;
}

const patternKinds = new Map<string, Pattern['kind']>([
  ['~', 'regex'],
  ['~*', 'regex'],
  ['~~', 'like'],
  ['~~*', 'like'],
]);

/** @param columns the names of the table's columns. */
export function hintsIn(conditions: readonly About[], columns: readonly string[]): Hints {
  const tokens = conditions.map(({ sql }) => tokensOf(sql));
  const all = tokens.flat();
  return {
    literals: unique(tokens.flatMap(literalsIn), ({ text, type }) => `${type} ${text}`),
    numbers: unique(all.flatMap(numberIn), String),
    patterns: tokens.flatMap(patternsIn),
    compared: conditions.flatMap((condition) => comparedIn(condition, columns)),
    paths: tokens.flatMap(jsonPathsIn),
  };
}

function literalsIn(tokens: readonly Token[]): readonly { text: string; type: string }[] {
  return tokens.flatMap(({ kind, text, type = 'text' }, at) => {
    if (kind !== 'literal' || patternAt(tokens, at)) return [];
    const elements = type.endsWith('[]') ? arrayElements(text) : [];
    return [
      { text, type },
      ...elements.map((element) => ({ text: element, type: type.slice(0, -2) })),
    ];
  });
}

function numberIn({ kind, text }: Token): readonly number[] {
  if (kind !== 'number' && kind !== 'literal') return [];
  const number = /^-?\d+(?:\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
  return Number.isFinite(number) ? [number] : [];
}

function patternsIn(tokens: readonly Token[]): readonly Pattern[] {
  return tokens.flatMap(({ text }, at) => {
    const kind = patternAt(tokens, at);
    return kind === undefined ? [] : [{ kind, text }];
  });
}

/** What kind of pattern the literal at `at` is, if it is one. */
function patternAt(tokens: readonly Token[], at: number): Pattern['kind'] | undefined {
  if (tokens[at]?.kind !== 'literal') return undefined;
  const before = tokens.slice(0, at).filter(({ kind }) => kind !== 'open');
  const last = before.at(-1);
  if (last?.text === 'similar_to_escape' || last?.text === 'similar_escape') return 'similar';
  if (last?.text === 'regexp_like' || tokens[at - 1]?.kind === 'comma') {
    return before.some(({ text }) => /^regexp_(?:like|match|count)$/.test(text))
      ? 'regex'
      : undefined;
  }
  return patternKinds.get(last?.text ?? '');
}

function comparedIn({ sql, name }: About, columns: readonly string[]): readonly Compared[] {
  const swapped: Record<string, string> = { '<': '>', '>': '<', '<=': '>=', '>=': '<=' };
  return comparisonsIn(sql).flatMap(({ left, operator, right }) => {
    const other =
      soleColumn(left) === name
        ? { operator, sql: right }
        : soleColumn(right) === name
          ? { operator: swapped[operator] ?? operator, sql: left }
          : undefined;
    if (!other || isLiteral(other.sql)) return [];
    const needs = columnsIn(other.sql, columns);
    return needs.includes(name) ? [] : [{ ...other, needs }];
  });
}

function isLiteral(sql: string): boolean {
  const meaning = tokensOf(sql).filter(({ kind }) => kind !== 'open' && kind !== 'close');
  return meaning.length === 1 && meaning[0]?.kind !== 'name' && meaning[0]?.kind !== 'quoted';
}

function unique<T>(items: readonly T[], id: (item: T) => string): readonly T[] {
  return [...new Map(items.map((item) => [id(item), item])).values()];
}
