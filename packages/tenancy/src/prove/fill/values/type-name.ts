/** A type's name in its parts: "timestamp(3) with time zone" is "timestamp with time zone" and 3. */
export interface TypeName {
  /** Without modifier and schema. */
  readonly name: string;
  readonly modifiers: readonly string[];
}

export function typeNameOf(formatted: string): TypeName {
  const [, inside = ''] = /\(([^)]*)\)/.exec(formatted) ?? [];
  const bare = formatted.replace(/\([^)]*\)/, '').replaceAll(/\s+/g, ' ');
  const [last = bare] = /(?:"(?:[^"]|"")+"|[^."]+)$/.exec(bare) ?? [];
  return {
    name: last.trim(),
    modifiers: inside === '' ? [] : inside.split(',').map((part) => part.trim()),
  };
}

const strings = new Set([
  'text',
  'character varying',
  'character',
  'bpchar',
  'name',
  '"char"',
  'citext',
]);
const dates = new Set(['date', 'timestamp without time zone', 'timestamp with time zone']);

/** What kinds of values a type has; undefined where only its own name says. */
export function familyOf(formatted: string): 'string' | 'date' | undefined {
  const { name } = typeNameOf(formatted);
  if (strings.has(name)) return 'string';
  return dates.has(name) ? 'date' : undefined;
}
