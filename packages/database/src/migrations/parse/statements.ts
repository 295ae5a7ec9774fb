import { parse } from 'libpg-query';

/** A node of PostgreSQL's parse tree: `{ CreateStmt: {...} }`, keys as in the server's `parsenodes.h`. */
export type Node = Readonly<Record<string, unknown>>;

/** One statement of a migration's text. */
export interface Statement {
  /** "CreateStmt". */
  readonly kind: string;
  readonly node: Node;
  /** Its text, from its first word to before its semicolon. */
  readonly sql: string;
  /** Line of its first word, from 1. */
  readonly line: number;
  /** Comments right above it, without the dashes. */
  readonly comments: readonly string[];
}

/**
 * Takes a text apart with PostgreSQL's own parser.
 *
 * @throws Error with what the parser says, when it is not SQL.
 */
export async function statementsOf(text: string): Promise<readonly Statement[]> {
  if (text.trim() === '') return [];
  const { stmts = [] } = (await parse(text)) as unknown as ParseResult;
  const bytes = Buffer.from(text);
  return stmts.map(({ stmt, stmt_location: from = 0, stmt_len: length = bytes.length }) => {
    const before = bytes.subarray(0, from).toString().split('\n');
    const sql = bytes
      .subarray(from, from + length)
      .toString()
      .trim();
    const [kind = '', node = {}] = Object.entries(stmt)[0] ?? [];
    return { kind, node: node as Node, sql, line: before.length, comments: commentsAbove(before) };
  });
}

// Offsets are in bytes; the last statement of a text without a semicolon has no length.
interface ParseResult {
  readonly stmts?: readonly {
    readonly stmt: Node;
    readonly stmt_location?: number;
    readonly stmt_len?: number;
  }[];
}

/** The comment lines that stand right above the last of `lines`. */
function commentsAbove(lines: readonly string[]): readonly string[] {
  const above = lines.slice(0, -1).map((line) => line.trim());
  const start = above.findLastIndex((line) => !line.startsWith('--')) + 1;
  return above.slice(start).map((line) => line.replace(/^--+\s*/, ''));
}
