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
  /** The whole statement; $1 is {@link ruleParameters}. */
  readonly sql: string;
}

const folder = new URL('./rules/', import.meta.url);
const header = /^-- severity: (\w+)\n-- why: ((?:.|\n-- )+)\n/;

let loaded: readonly Rule[] | undefined;

/** All rules, by number. Read from disk once. */
export function allRules(): readonly Rule[] {
  loaded ??= readRules();
  return loaded;
}

function readRules(): readonly Rule[] {
  const prelude = readFileSync(new URL('./prelude.sql', import.meta.url), 'utf8');
  return readdirSync(folder)
    .filter((file) => file.endsWith('.sql'))
    .toSorted()
    .map((file) => readRule(file, prelude));
}

function readRule(file: string, prelude: string): Rule {
  const text = readFileSync(new URL(file, folder), 'utf8');
  const [, number = '', name = ''] = /^(\d{4})-([\w-]+)\.sql$/.exec(file) ?? [];
  const [head = '', severity = '', why = ''] = header.exec(text) ?? [];
  if (number === '' || !isSeverity(severity)) throw new Error(`The rule ${file} has no header.`);
  const select = text.slice(head.length).trim();
  const glue = /^with\s/i.test(select) ? select.replace(/^with\s/i, ', ') : select;
  return { number, name, severity, why: why.replaceAll('\n-- ', ' '), sql: `${prelude}${glue}` };
}

function isSeverity(text: string): text is Severity {
  return (severities as readonly string[]).includes(text);
}
