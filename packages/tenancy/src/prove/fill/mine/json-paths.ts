import type { Token } from './tokens.ts';

/** A path into a JSON value that a condition follows, and what it compares there. */
export interface JsonPath {
  readonly keys: readonly string[];
  readonly values: readonly string[];
}

const steps = new Set(['->', '->>', '#>', '#>>', '[']);
const asking = new Set(['?', '?&', '?|']);

/** The paths that a condition follows, in order, each once. */
export function jsonPathsIn(tokens: readonly Token[]): readonly JsonPath[] {
  const paths = new Map<string, { keys: readonly string[]; values: string[] }>();
  let keys: readonly string[] = [];
  let isAsking = false;
  const note = (path: readonly string[], value?: string) => {
    const id = JSON.stringify(path);
    const known = paths.get(id) ?? { keys: path, values: [] };
    if (value !== undefined) known.values.push(value);
    paths.set(id, known);
  };
  tokens.forEach((token, at) => {
    const { kind, text } = token;
    const before = tokens[at - 1];
    const isSubscript = before?.text === '[' && tokens[at - 2]?.text !== 'ARRAY';
    if (kind === 'operator' && asking.has(text)) isAsking = true;
    else if (kind === 'close') isAsking = false;
    else if (kind === 'literal' && isAsking)
      for (const name of namesIn(token)) note([...keys, name]);
    else if (
      kind === 'literal' &&
      steps.has(before?.text ?? '') &&
      (before?.text !== '[' || isSubscript)
    ) {
      keys = [...keys, ...namesIn(token)];
    } else if (kind === 'literal' || kind === 'number') {
      if (keys.length > 0) note(keys, text);
    } else if (kind === 'name' && /^(?:AND|OR)$/.test(text)) {
      if (keys.length > 0) note(keys);
      keys = [];
    }
  });
  if (keys.length > 0) note(keys);
  // `data -> 'a'` on the way to `data -> 'a' ->> 'b'` needs no value of its own.
  const all = [...paths.values()];
  return all.filter(
    (path) => path.values.length > 0 || !all.some((other) => isPrefix(path.keys, other.keys)),
  );
}

function isPrefix(short: readonly string[], long: readonly string[]): boolean {
  return short.length < long.length && short.every((key, at) => long[at] === key);
}

/** The keys a literal names: itself, or the elements of a text[]. */
function namesIn({ text, type }: Token): readonly string[] {
  return type?.endsWith('[]') === true ? arrayElements(text) : [text];
}

/** The elements of an array of one dimension, as the server prints it: `{a,"b c"}`. */
export function arrayElements(text: string): readonly string[] {
  const elements = text.slice(1, -1).match(/"(?:[^"\\]|\\.)*"|[^,{}]+/g) ?? [];
  return elements
    .filter((element) => element !== 'NULL')
    .map((element) =>
      element.startsWith('"') ? element.slice(1, -1).replaceAll(/\\(.)/g, '$1') : element,
    );
}
