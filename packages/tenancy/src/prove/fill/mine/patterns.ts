import RandExp from 'randexp';
import type { Random } from '../random.ts';
import type { Pattern } from './hints.ts';

/** Whether each text of a pattern is worth another try, the shortest first. */
const lengths = [0, 1, 3, 8, 20, 60];

/**
 * Texts that match a pattern, or nearly: the server decides. None where it is beyond what can be generated
 * (lookahead is ignored).
 */
export function textsMatching(pattern: Pattern, random: Random): readonly string[] {
  if (pattern.kind === 'like') return liked(pattern.text, random);
  const regex = pattern.kind === 'similar' ? fromSimilar(pattern.text) : fromPostgres(pattern.text);
  try {
    return lengths.flatMap((length) => {
      const generator = new RandExp(regex);
      // How often `*` and `+` repeat at most; each length is tried thrice.
      generator.max = length;
      generator.randInt = (from, to) => random.integer(from, to);
      return [generator.gen(), generator.gen(), generator.gen()];
    });
  } catch {
    return [];
  }
}

function liked(pattern: string, random: Random): readonly string[] {
  const marks = /\\(.)|[%_]/g;
  const text = (word: string, letter: string) =>
    pattern.replaceAll(
      marks,
      (mark, escaped?: string) => escaped ?? (mark === '%' ? word : letter),
    );
  const letters = random.text(8, 'abcdefghijklmnopqrstuvwxyz');
  return [text(letters, letters[0] ?? 'a'), text('', 'a'), text('1', '1'), text('A', 'A')];
}

const classes: Readonly<Record<string, string>> = {
  alpha: 'a-zA-Z',
  digit: '0-9',
  alnum: 'a-zA-Z0-9',
  upper: 'A-Z',
  lower: 'a-z',
  xdigit: '0-9a-fA-F',
  space: ' ',
  blank: ' ',
  punct: '!-\\/:-@',
  word: '\\w',
  print: ' -~',
  graph: '!-~',
  ascii: ' -~',
};

/** PostgreSQL's dialect as JavaScript's, as far as texts are to be generated from it. */
function fromPostgres(regex: string): string {
  return regex
    .replace(/^\*{3}[:=]/, '')
    .replace(/^\(\?[a-z]+\)/, '')
    .replaceAll(/\[:(\w+):\]/g, (_, name: string) => classes[name] ?? name)
    .replaceAll(/\\[AZmMyY]/g, '');
}

/** SIMILAR TO: LIKE's marks among a regular expression's. */
function fromSimilar(pattern: string): string {
  return fromPostgres(
    pattern.replaceAll(/\\.|[%_]/g, (mark) => (mark === '%' ? '.*' : mark === '_' ? '.' : mark)),
  );
}
