const escapes: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
};

/** A value of a row, as Drizzle takes it. */
export type CopyValue = string | number | boolean | Date | object | null | undefined;

/** Rows in the text format of COPY: a column a tab, a row a line, NULL as `\N`. */
export function copyText(rows: readonly (readonly CopyValue[])[]): string {
  return rows.map((row) => `${row.map(field).join('\t')}\n`).join('');
}

function field(value: CopyValue): string {
  if (value === null || value === undefined) return '\\N';
  return text(value).replaceAll(/[\\\n\r\t]/g, (character) => escapes[character]!);
}

function text(value: NonNullable<CopyValue>): string {
  if (value instanceof Date) return value.toISOString();
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
