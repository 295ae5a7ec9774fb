/*
 * Up to PostgreSQL 15 the server prints the columns of a view over one table with the table's name ("o.id"), from 16 on
 * without ("id"): the one difference between the versions in how a schema is printed. Names inside of subqueries
 * have it on all of them.
 */

const word = /"(?:[^"]|"")*"|[A-Za-z_\u0080-\uFFFF][\w$\u0080-\uFFFF]*/y;
const skipped = /'(?:[^']|'')*'|\s+|[^\s'"A-Za-z_\u0080-\uFFFF]/y;
const subquery = new Set(['SELECT', 'WITH', 'VALUES']);
const ends = new Set([
  'WHERE',
  'GROUP',
  'HAVING',
  'WINDOW',
  'ORDER',
  'LIMIT',
  'OFFSET',
  'FETCH',
  'FOR',
]);
const several = new Set(['JOIN', 'UNION', 'INTERSECT', 'EXCEPT']);

interface Token {
  readonly text: string;
  readonly isWord: boolean;
  /** How many parentheses it is in, and whether one of them is a subquery's. */
  readonly depth: number;
  readonly inSubquery: boolean;
}

/** The text of a view in lines, as PostgreSQL 16 and newer print it. */
export function viewText(text: string, version: number): readonly string[] {
  const modern = version < 160_000 ? withoutTableName(text) : text;
  return modern.replace(/;$/, '').trim().split('\n');
}

function withoutTableName(text: string): string {
  const tokens = tokensOf(text);
  const name = onlyRelation(tokens.filter(({ depth }) => depth === 0));
  if (name === undefined) return text;
  return tokens
    .filter((token, index) => {
      const before = tokens[index - 1];
      if (isQualifier(tokens, index)) return false;
      return !(token.text === '.' && before !== undefined && isQualifier(tokens, index - 1));
    })
    .map((token) => token.text)
    .join('');

  function isQualifier(all: readonly Token[], index: number): boolean {
    const token = all[index];
    return (
      token !== undefined &&
      token.text === name &&
      !token.inSubquery &&
      all[index + 1]?.text === '.' &&
      all[index + 2]?.isWord === true &&
      all[index - 1]?.text !== '.'
    );
  }
}

/** The name that the only table of a query has in it; undefined when there are several, or it is a union. */
function onlyRelation(top: readonly Token[]): string | undefined {
  const words = top.filter(({ isWord, text }) => isWord || text === ',');
  if (words.some(({ text }) => several.has(text))) return undefined;
  const from = words.findIndex(({ text }) => text === 'FROM');
  if (from < 0) return undefined;
  const length = words.slice(from + 1).findIndex(({ text }) => ends.has(text));
  const item = length < 0 ? words.slice(from + 1) : words.slice(from + 1, from + 1 + length);
  return item.some(({ text }) => text === ',') ? undefined : item.at(-1)?.text;
}

function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = [];
  const open: boolean[] = [];
  for (let at = 0; at < text.length;) {
    const [piece, isWord] = pieceAt(text, at);
    at += piece.length;
    if (piece === ')') open.pop();
    const inSubquery = open.includes(true);
    tokens.push({ text: piece, isWord, depth: open.length, inSubquery });
    if (piece === '(') open.push(subquery.has(/^\s*([A-Z]+)/.exec(text.slice(at))?.[1] ?? ''));
  }
  return tokens;
}

function pieceAt(text: string, at: number): readonly [string, boolean] {
  for (const [pattern, isWord] of [
    [word, true],
    [skipped, false],
  ] as const) {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0];
    if (found !== undefined) return [found, isWord];
  }
  return [text.slice(at), false];
}
