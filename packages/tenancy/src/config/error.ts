import type { z } from 'zod';
import { TenancyError } from '../errors/base.ts';

/**
 * Thrown when what a project wrote for check and prove is not right: its configuration, its baseline, the options of a
 * command. Nothing was done.
 */
export class ConfigurationError extends TenancyError {
  readonly code = 'CONFIGURATION';
}

/** Issues that a message names: one mistake often makes several. */
const shown = 5;

/** What is wrong with a file, each with the name of its field: `roles.tenant: expected array, received string`. */
export function invalidFile(file: string, error: z.ZodError): ConfigurationError {
  const issues = error.issues.flatMap(linesOf);
  const more = issues.length > shown ? [`and ${issues.length - shown} more`] : [];
  const lines = [...issues.slice(0, shown), ...more];
  return new ConfigurationError(
    lines.length === 1
      ? `${file} is not right: ${lines[0]}`
      : `${file} is not right:\n${lines.map((line) => `  ${line}`).join('\n')}`,
  );
}

function linesOf(issue: z.core.$ZodIssue): string[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => `${fieldName([...issue.path, key])}: there is no such field`);
  }
  // Of a union, what was meant is the branch that got furthest.
  if (issue.code === 'invalid_union') {
    const [furthest = []] = issue.errors.toSorted((a, b) => depth(b) - depth(a));
    return furthest.flatMap((inner) => linesOf({ ...inner, path: [...issue.path, ...inner.path] }));
  }
  return [`${fieldName(issue.path)}: ${issue.message.replace(/^Invalid input: /, '')}`];
}

function depth(issues: readonly z.core.$ZodIssue[]): number {
  return Math.max(
    0,
    ...issues.map(({ path, code }) => path.length + (code === 'unrecognized_keys' ? 1 : 0)),
  );
}

/** `tables["billing.invoices"].key`, `subjects[0].role`. */
function fieldName(path: readonly PropertyKey[]): string {
  const name = path.map(step).join('').replace(/^\./, '');
  return name === '' ? 'the whole' : name;
}

function step(key: PropertyKey): string {
  if (typeof key === 'number') return `[${key}]`;
  const text = String(key);
  return /^[A-Za-z_]\w*$/.test(text) ? `.${text}` : `[${JSON.stringify(text)}]`;
}
