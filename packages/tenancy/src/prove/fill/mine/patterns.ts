import RandExp from 'randexp';
import type { Random } from '../random.ts';
import type { Pattern } from './hints.ts';

/** How often `*` and `+` repeat at most: a CHECK may limit the length as well. */
const repetitions = [0, 1, 3, 8, 20, 60];
const likeliest = [3, 1, 20];

/**
 * Texts that match a pattern, or nearly: the server decides. None where it is beyond what can be generated
 * (lookahead is ignored).
 */
export function textsMatching(
  pattern: Pattern,
  { random, fewer }: { readonly random: Random; readonly fewer: boolean },
): readonly string[] {
  if (pattern.kind === 'like') return liked(pattern.text, random);
  const regex = pattern.kind === 'similar' ? fromSimilar(pattern.text) : fromPostgres(pattern.text);
  try {
    const generator = new RandExp(regex);
    generator.randInt = (from, to) => random.integer(from, to);
    const generate = (most: number) => {
      generator.max = most;
      return generator.gen();
    };
    return fewer
      ? likeliest.map(generate)
      : repetitions.flatMap((most) => [generate(most), generate(most), generate(most)]);
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
