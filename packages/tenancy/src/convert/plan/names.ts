import { quoteIdent, quoteLiteral } from '../../catalog/quote.ts';

/** The longest name that the server keeps whole, in bytes (NAMEDATALEN - 1). */
const longest = 63;

/** A name as SQL writes it: bare where it is none of SQL's own words in any version. */
export function sqlName(name: string): string {
  const isPlain = /^[a-z][a-z0-9]*(_[a-z0-9]+)+$/.test(name);
  return isPlain && !/^(current|session|system)_/.test(name) ? name : quoteIdent(name);
}

/** `'text'::type`. */
export function typedLiteral(text: string, type: string): string {
  return `${quoteLiteral(text).trim()}::${type}`;
}

/** `$do$ body $do$`, with a tag that the body does not hold: names may have dollars. */
export function dollarQuoted(tag: string, body: string): string {
  let mark = `$${tag}$`;
  for (let n = 1; body.includes(mark); n += 1) mark = `$${tag}${n}$`;
  return `${mark}${body}${mark}`;
}

/** Makes names that are nobody's yet. */
export interface Names {
  /** `base` with `suffix`, cut so that the server keeps it whole; the same arguments give the same name once. */
  fresh(base: string, suffix: string): string;
}

/** @param taken names of relations and constraints that are there. */
export function namesBeside(taken: Iterable<string>): Names {
  const used = new Set(taken);
  return {
    fresh(base, suffix) {
      for (let n = 1; ; n += 1) {
        const end = n === 1 ? `_${suffix}` : `_${suffix}${n}`;
        const name = cut(base, longest - end.length) + end;
        if (used.has(name)) continue;
        used.add(name);
        return name;
      }
    },
  };
}

/** By whole characters, as the server cuts. */
function cut(text: string, bytes: number): string {
  const characters = Array.from(text);
  while (Buffer.byteLength(characters.join('')) > bytes) characters.pop();
  return characters.join('');
}
