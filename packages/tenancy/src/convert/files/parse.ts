import { ConfigurationError } from '../../config/error.ts';
import type { Part, Runs } from '../plan/plan.ts';

/** A step as a file has it. */
export interface FileStep {
  readonly id: string;
  readonly title: string;
  readonly tables: readonly string[];
  readonly lock: string;
  readonly rows: number | undefined;
  readonly part: Part;
}

/**
 * The steps of a file of a plan, in its order.
 *
 * @param file its name, for errors.
 * @throws ConfigurationError that names the line at which something is not as `plan` writes it.
 */
export function parseSteps(text: string, file: string): readonly FileStep[] {
  const starts = [...text.matchAll(/^-- step: (.+)$/gm)];
  return starts.map((start, i) => {
    const end = starts[i + 1]?.index ?? text.length;
    const block = text.slice(start.index, end).trimEnd().split('\n');
    const where = `${file}:${text.slice(0, start.index).split('\n').length}`;
    return parseBlock(block, where);
  });
}

function parseBlock(block: readonly string[], where: string): FileStep {
  const firstSql = block.findIndex((text) => text.startsWith('-- runs: ')) + 1;
  if (firstSql === 0) throw new ConfigurationError(`${where}: the step does not say how it runs.`);
  const head = block.slice(0, firstSql);
  const field = (name: string) =>
    head.find((text) => text.startsWith(`-- ${name}: `))?.slice(name.length + 5);
  const rows = field('rows');
  const sql = block.slice(firstSql).join('\n').trim();
  if (sql === '') throw new ConfigurationError(`${where}: the step has no SQL.`);
  return {
    id: field('step') ?? '',
    title: (head[1] ?? '').replace(/^-- /, ''),
    tables: field('tables')?.split('; ') ?? [],
    lock: field('lock') ?? 'none',
    rows: rows === undefined ? undefined : Number(rows),
    part: { runs: parseRuns(field('runs') ?? '', where), sql },
  };
}

const forms: readonly (readonly [RegExp, (match: readonly string[]) => Runs])[] = [
  [/^in a transaction$/, () => ({ in: 'transaction' })],
  [/^alone, for the index (.+)$/, ([, index = '']) => ({ in: 'alone', index })],
  [
    /^in batches of (.+), its triggers quiet$/,
    ([, table = '']) => ({ in: 'batches', table, quiet: true }),
  ],
  [/^in batches of (.+)$/, ([, table = '']) => ({ in: 'batches', table, quiet: false })],
  [
    /^in ranges of (\d+) rows of (.+) by (.+)$/,
    ([, size, table = '', key = '']) => ({ in: 'ranges', table, key, size: Number(size) }),
  ],
  [/^with the secret$/, () => ({ in: 'secret' })],
  [/^as a check, which must find nothing$/, () => ({ in: 'check' })],
];

function parseRuns(text: string, where: string): Runs {
  for (const [form, make] of forms) {
    const match = form.exec(text);
    if (match) return make(match);
  }
  throw new ConfigurationError(`${where}: nothing runs "${text}".`);
}
