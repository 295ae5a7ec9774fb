/** What a piece of text says, for whoever paints it: a terminal's colors, or nothing at all. */
export type Tone = 'good' | 'bad' | 'doubtful' | 'quiet' | 'strong';

/** `text` as it looks in a tone. */
export type Paint = (tone: Tone, text: string) => string;

/** No colors: pipes, files, NO_COLOR. */
export const plain: Paint = (_, text) => text;

// Control characters, and those that turn the direction of what follows.
// oxlint-disable-next-line no-control-regex -- they are what is looked for
const obeyed = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

/**
 * A name or message of the database as it may be shown: what a terminal would obey instead of showing is spelled out,
 * `\u001b`. Names are chosen by whoever may create a table.
 */
export function visible(text: string): string {
  return text.replace(
    obeyed,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** Widths of columns, in characters. */
export function widthsOf(rows: readonly (readonly string[])[]): readonly number[] {
  const widths: number[] = [];
  for (const row of rows) {
    for (const [column, cell] of row.entries()) {
      widths[column] = Math.max(widths[column] ?? 0, widthOf(cell));
    }
  }
  return widths;
}

/** Lines with their columns aligned; two spaces between them. */
export function aligned(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = widthsOf(rows);
  return rows.map((row) =>
    row
      .map((cell, column) => padded(cell, widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

export function padded(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - widthOf(text)));
}

/** Lines of at most `width` characters, broken between words; a longer word is a line of its own. */
export function wrapped(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && widthOf(last) + 1 + widthOf(word) <= width) {
      lines[lines.length - 1] = `${last} ${word}`;
    } else lines.push(word);
  }
  return lines;
}

/** `1 error`, `2 errors`. */
export function counted(count: number, one: string, several = `${one}s`): string {
  return `${count} ${count === 1 ? one : several}`;
}

const segmenter = new Intl.Segmenter();

function widthOf(text: string): number {
  return /^[ -~]*$/.test(text) ? text.length : Array.from(segmenter.segment(text)).length;
}
