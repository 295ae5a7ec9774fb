/*
 * Expressions as the server prints them (pg_get_expr). That is regular: keywords and names that need no quotes are
 * bare, every literal that is not a plain number or a boolean has its type behind it.
 */

export interface Token {
  readonly kind: 'literal' | 'number' | 'name' | 'quoted' | 'operator' | 'open' | 'close' | 'comma';
  /** A literal's value, a quoted name's name; otherwise as printed. */
  readonly text: string;
  /** The type that a literal is cast to, as `format_type()` names it. */
  readonly type?: string;
  readonly start: number;
  readonly end: number;
}

const typeName =
  /^::(?:"(?:[^"]|"")+"|\w+)(?:\.(?:"(?:[^"]|"")+"|\w+))?(?: varying| precision)?(?:\(\d+(?:,\d+)?\))?(?: with(?:out)? time zone| (?:year|month|day|hour|minute|second)(?: to \w+)?)?(?:\(\d+\))?(?:\[\])*/;

const patterns: readonly (readonly [Token['kind'], RegExp])[] = [
  ['literal', /^(?:[EBX])?'(?:[^']|'')*'/],
  ['quoted', /^"(?:[^"]|"")*"/],
  ['number', /^\d+(?:\.\d*)?(?:[eE][+-]?\d+)?/],
  ['name', /^[\p{L}_][\p{L}\p{N}_$]*/u],
  ['operator', /^(?:::|[-+*/<>=~!@#%^&|`?]+|[.[\]:;])/],
  ['open', /^\(/],
  ['close', /^\)/],
  ['comma', /^,/],
];

/** Splits an expression of the server's; what it does not know, it leaves out. */
export function tokensOf(sql: string): readonly Token[] {
  const tokens: Token[] = [];
  for (let start = 0; start < sql.length;) {
    const rest = sql.slice(start);
    const [kind, matched] = firstMatch(rest);
    if (kind === undefined) {
      start += 1;
      continue;
    }
    const type = kind === 'literal' ? typeName.exec(rest.slice(matched.length))?.[0] : undefined;
    const end = start + matched.length + (type?.length ?? 0);
    tokens.push({
      kind,
      text: valueOf(kind, matched),
      ...(type === undefined ? {} : { type: type.slice(2) }),
      start,
      end,
    });
    start = end;
  }
  return tokens;
}

function firstMatch(rest: string): readonly [Token['kind'] | undefined, string] {
  for (const [kind, pattern] of patterns) {
    const matched = pattern.exec(rest)?.[0];
    if (matched !== undefined) return [kind, matched];
  }
  return [undefined, ''];
}

function valueOf(kind: Token['kind'], matched: string): string {
  if (kind === 'quoted') return matched.slice(1, -1).replaceAll('""', '"');
  if (kind !== 'literal') return matched;
  const escaped = matched.startsWith('E');
  const inner = matched.slice(matched.indexOf(`'`) + 1, -1).replaceAll(`''`, `'`);
  return escaped ? inner.replaceAll('\\\\', '\\') : inner;
}

/** Which of the columns an expression may mean. A function of the same name counts, which does no harm. */
export function columnsIn(sql: string, columns: readonly string[]): readonly string[] {
  const names = new Set(
    tokensOf(sql)
      .filter(({ kind }) => kind === 'name' || kind === 'quoted')
      .map(({ text }) => text),
  );
  return columns.filter((column) => names.has(column));
}
