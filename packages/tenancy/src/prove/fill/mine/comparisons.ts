import { tokensOf, type Token } from './tokens.ts';

/** `a >= b + 1`, somewhere between the ANDs and ORs of a condition. */
export interface Comparison {
  readonly left: string;
  readonly operator: '=' | '<' | '>' | '<=' | '>=' | '<>';
  readonly right: string;
}

const operators = new Set(['=', '<', '>', '<=', '>=', '<>']);

/** All comparisons of a condition, as the server prints it, that are not inside a function call. */
export function comparisonsIn(sql: string): readonly Comparison[] {
  return compared(sql, tokensOf(sql));
}

function compared(sql: string, all: readonly Token[]): readonly Comparison[] {
  const tokens = unwrapped(all);
  const parts = splitAt(tokens, ({ kind, text }) => kind === 'name' && /^(?:AND|OR)$/.test(text));
  if (parts.length > 1) return parts.flatMap((part) => compared(sql, part));
  if (tokens[0]?.text === 'NOT') return compared(sql, tokens.slice(1));
  const sides = splitAt(tokens, ({ kind, text }) => kind === 'operator' && operators.has(text));
  const [left, right] = sides;
  if (!left?.length || !right?.length || sides.length !== 2 || isArrayed(right)) return [];
  const operator = tokens[left.length]?.text as Comparison['operator'];
  return [{ left: textOf(sql, left), operator, right: textOf(sql, right) }];
}

/** `= ANY (...)`: no value to compare with. */
function isArrayed([first]: readonly Token[]): boolean {
  return first?.kind === 'name' && /^(?:ANY|ALL)$/.test(first.text);
}

/** Without parentheses around the whole. */
export function unwrapped(tokens: readonly Token[]): readonly Token[] {
  let inner = tokens;
  while (inner[0]?.kind === 'open' && closing(inner) === inner.length - 1)
    inner = inner.slice(1, -1);
  return inner;
}

/** The column that is all of `sql`, with nothing but casts about it. */
export function soleColumn(sql: string): string | undefined {
  let tokens = unwrapped(tokensOf(sql));
  const cast = tokens.findIndex(({ text, kind }) => kind === 'operator' && text === '::');
  if (cast > 0 && (cast === 1 || closing(tokens) === cast - 1)) {
    tokens = unwrapped(tokens.slice(0, cast));
  }
  const [only, ...more] = tokens;
  const isName = only?.kind === 'name' || only?.kind === 'quoted';
  return isName && more.length === 0 ? only.text : undefined;
}

/** Where the parenthesis that the tokens begin with is closed. */
function closing(tokens: readonly Token[]): number {
  let depth = 0;
  return tokens.findIndex(({ kind }) => {
    if (kind === 'open') depth += 1;
    if (kind === 'close') depth -= 1;
    return depth === 0;
  });
}

function splitAt(tokens: readonly Token[], isSeparator: (token: Token) => boolean): Token[][] {
  const parts: Token[][] = [[]];
  let depth = 0;
  for (const token of tokens) {
    if (token.kind === 'open') depth += 1;
    if (token.kind === 'close') depth -= 1;
    if (depth === 0 && isSeparator(token)) parts.push([]);
    else parts.at(-1)?.push(token);
  }
  return parts;
}

function textOf(sql: string, tokens: readonly Token[]): string {
  return sql.slice(tokens[0]?.start, tokens.at(-1)?.end);
}
