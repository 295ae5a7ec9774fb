import { readdirSync, readFileSync } from 'node:fs';
import { severities, type Severity } from './finding.ts';

/** One rule: a file `rules/NNNN-name.sql`, with a page of documentation of the same name beside it. */
export interface Rule {
  /** "0001". */
  readonly number: string;
  /** "row-security-off". */
  readonly name: string;
  readonly severity: Severity;
  readonly why: string;
  /** Its select, which stands on prelude.sql. */
  readonly select: string;
}

const folder = new URL('./rules/', import.meta.url);
const header = /^-- severity: (\w+)\n-- why: ((?:.|\n-- )+)\n/;

let loaded: readonly Rule[] | undefined;
let prelude: string | undefined;

/** All rules, by number. Read from disk once. */
export function allRules(): readonly Rule[] {
  loaded ??= readdirSync(folder)
    .filter((file) => file.endsWith('.sql'))
    .toSorted()
    .map(readRule);
  return loaded;
}

/**
 * One statement for several rules, so that what they stand on is read once.
 *
 * @returns SQL; $1 is {@link ruleParameters}, columns are rule, object, detail, fix, severity.
 */
export function statementOf(rules: readonly Pick<Rule, 'number' | 'select'>[]): string {
  prelude ??= readFileSync(new URL('./prelude.sql', import.meta.url), 'utf8');
  const selects = rules.map(
    ({ number, select }) =>
      `select '${number}' as rule, object, detail, fix, severity\n  from (${select}) found`,
  );
  return `${prelude}\n${selects.join('\nunion all\n')}`;
}

function readRule(file: string): Rule {
  const text = readFileSync(new URL(file, folder), 'utf8');
  const [, number = '', name = ''] = /^(\d{4})-([\w-]+)\.sql$/.exec(file) ?? [];
  const [head = '', severity = '', why = ''] = header.exec(text) ?? [];
  if (number === '' || !isSeverity(severity)) throw new Error(`The rule ${file} has no header.`);
  const select = text
    .slice(head.length)
    .trim()
    .replace(/^with\s/i, 'with recursive ');
  return { number, name, severity, why: why.replaceAll('\n-- ', ' '), select };
}

function isSeverity(text: string): text is Severity {
  return (severities as readonly string[]).includes(text);
}
