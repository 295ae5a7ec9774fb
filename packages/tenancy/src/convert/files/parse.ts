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
  const lines = text.split('\n');
  const starts = lines.flatMap((one, i) => (one.startsWith('-- step: ') ? [i] : []));
  return starts.map((start, i) =>
    parseBlock(lines.slice(start, starts[i + 1]), `${file}:${start + 1}`),
  );
}

function parseBlock(block: readonly string[], where: string): FileStep {
  const [step = '', title = '', ...rest] = block;
  const firstSql = rest.findIndex((text) => text.startsWith('-- runs: ')) + 1;
  if (firstSql === 0) throw new ConfigurationError(`${where}: the step does not say how it runs.`);
  const head = rest.slice(0, firstSql);
  const field = (name: string) =>
    head.find((text) => text.startsWith(`-- ${name}: `))?.slice(name.length + 5);
  const rows = field('rows');
  const sql = rest.slice(firstSql).join('\n').trim();
  if (sql === '') throw new ConfigurationError(`${where}: the step has no SQL.`);
  return {
    id: step.slice('-- step: '.length),
    title: title.replace(/^-- /, ''),
    tables: (field('tables')?.match(names) ?? []).map(meant),
    lock: field('lock') ?? 'none',
    rows: rows === undefined ? undefined : Number(rows),
    part: { runs: parseRuns(field('runs') ?? '', where), sql },
  };
}

/** A name as SQL writes it, with its schema: in quotes it may hold anything. */
const name = String.raw`((?:"(?:[^"]|"")*"|[^\s",;])+)`;
const names = new RegExp(name, 'g');

/** The name that was spelled out to stand in one line. */
function meant(text: string): string {
  return text.replaceAll(/\\u([0-9a-f]{4})/g, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
}

const form = (text: string) => new RegExp(`^${text.replaceAll('NAME', name)}$`);

const forms: readonly (readonly [RegExp, (match: readonly string[]) => Runs])[] = [
  [form('in a transaction'), () => ({ in: 'transaction' })],
  [form('alone, for the index NAME'), ([, index = '']) => ({ in: 'alone', index: meant(index) })],
  [
    form('in batches of NAME(, its triggers quiet)?'),
    ([, table = '', quiet]) => ({ in: 'batches', table: meant(table), quiet: quiet !== undefined }),
  ],
  [
    form(String.raw`in ranges of (\d+) rows of NAME by NAME`),
    ([, size, table = '', key = '']) => ({
      in: 'ranges',
      table: meant(table),
      key: meant(key),
      size: Number(size),
    }),
  ],
  [form('with the secret'), () => ({ in: 'secret' })],
  [form('as a check, which must find nothing'), () => ({ in: 'check' })],
];

function parseRuns(text: string, where: string): Runs {
  for (const [pattern, make] of forms) {
    const match = pattern.exec(text);
    if (match) return make(match);
  }
  throw new ConfigurationError(`${where}: nothing runs "${text}".`);
}
