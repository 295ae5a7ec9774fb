import { styleText } from 'node:util';

export type Style = 'green' | 'yellow' | 'red' | 'dim' | 'bold';

/** Where a command writes: text for people, or nothing until the one JSON document at the end. */
export interface Output {
  readonly json: boolean;
  /** A line of progress; dropped with `--json`. */
  line(text: string): void;
  /** Text in a style where the terminal shows it: NO_COLOR and pipes get plain text. */
  style(style: Style, text: string): string;
}

/** The output of this process. */
export function processOutput({ json }: { readonly json: boolean }): Output {
  const colors = process.stdout.isTTY && process.stdout.hasColors(16);
  return {
    json,
    line: (text) => {
      if (!json) process.stdout.write(`${text}\n`);
    },
    style: (style, text) => (colors ? styleText(style, text) : text),
  };
}

/** Lines with their columns aligned; two spaces between them. */
export function table(rows: readonly (readonly string[])[]): readonly string[] {
  const widths: number[] = [];
  for (const row of rows) {
    for (const [column, cell] of row.entries()) {
      widths[column] = Math.max(widths[column] ?? 0, cell.length);
    }
  }
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}
