/*
 * As much of PostgreSQL's lexer as it takes to find where statements end, and which words are keywords: strings, quoted names,
 * dollar quotes and comments may hold anything.
 */
const token = new RegExp(
  [
    String.raw`(?<comment>--[^\n]*|/\*[\s\S]*?\*/)`,
    String.raw`(?<quoted>[eE]'(?:[^'\\]|\\[\s\S]|'')*'|'(?:[^']|'')*'|"(?:[^"]|"")*"|\$(?<tag>(?:[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*)?)\$[\s\S]*?\$\k<tag>\$)`,
    String.raw`(?<word>[A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*)`,
    String.raw`(?<end>;)`,
    String.raw`(?<other>[\s\S])`,
  ].join('|'),
  'g',
);

export interface SqlStatement {
  /** Without its semicolon. */
  readonly text: string;
  /** The words outside quotes and comments, in lower case. */
  readonly words: readonly string[];
}

/** The statements of a text of SQL, in order. */
export function statementsOf(sql: string): readonly SqlStatement[] {
  const statements: SqlStatement[] = [];
  let text = '';
  let words: string[] = [];
  let isSql = false;
  const end = () => {
    if (isSql) statements.push({ text: text.trim(), words });
    [text, words, isSql] = ['', [], false];
  };
  for (const { 0: piece, groups = {} } of sql.matchAll(token)) {
    if (groups['end'] !== undefined) {
      end();
      continue;
    }
    text += piece;
    if (groups['word'] !== undefined) words.push(piece.toLowerCase());
    isSql ||= groups['comment'] === undefined && piece.trim() !== '';
  }
  end();
  return statements;
}

/** Whether the server refuses a statement inside a transaction. */
export function refusesTransaction({ words }: SqlStatement): boolean {
  const beginning = words.slice(0, 2).join(' ');
  return (
    words[0] === 'vacuum' ||
    beginning === 'alter system' ||
    /^(create|drop) (database|tablespace)$/.test(beginning) ||
    (/^(create|drop|reindex|refresh|alter)$/.test(words[0] ?? '') && words.includes('concurrently'))
  );
}
