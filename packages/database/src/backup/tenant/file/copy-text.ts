/*
 * COPY's text format: a row a line, a column a tab, NULL as \N. It is the text form of every type, so values stay exactly as
 * the server writes them.
 */

/** The text of a value, or null for NULL. */
export type TextValue = string | null;

const read: Readonly<Record<string, string>> = {
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
};
const written: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
};

/** The values of a line, with or without its end. */
export function fromCopyLine(line: string): TextValue[] {
  const end = line.endsWith('\n') ? line.length - 1 : line.length;
  return line
    .slice(0, end)
    .split('\t')
    .map((field) => {
      if (field === '\\N') return null;
      return field.includes('\\')
        ? field.replaceAll(/\\(.)/g, (_, character: string) => read[character] ?? character)
        : field;
    });
}

/** A line of these values, with its end. */
export function toCopyLine(values: readonly TextValue[]): string {
  return `${values.map(toField).join('\t')}\n`;
}

function toField(value: TextValue): string {
  if (value === null) return '\\N';
  return /[\\\n\r\t]/.test(value)
    ? value.replaceAll(/[\\\n\r\t]/g, (character) => written[character]!)
    : value;
}
