import { readFileSync } from 'node:fs';
import type { Rule } from './rules.ts';

/** The page of documentation of a rule, as Markdown. */
export function rulePage({ number, name }: Pick<Rule, 'number' | 'name'>): string {
  return readFileSync(new URL(`./rules/${number}-${name}.md`, import.meta.url), 'utf8');
}

/** The first address on a rule's page: what PostgreSQL's manual, or whoever knows best, says of it. */
export function ruleReference(page: string): string {
  return /\]\((https:\/\/[^\s)]+)\)/.exec(page)?.[1] ?? rowSecurityManual;
}

const rowSecurityManual = 'https://www.postgresql.org/docs/current/ddl-rowsecurity.html';
