import type { LintFinding } from './finding.ts';
import type { Statement } from '../parse/statements.ts';

/** `-- startkit: allow ban-drop-column, renaming-column: nothing has read it since 1.4` */
const pattern = /^startkit:\s*allow\s+([\w-]+(?:\s*,\s*[\w-]+)*)\s*(?::\s*(.*))?$/;

/** A comment above a statement that allows rules there. */
export interface Allowance {
  readonly rules: readonly string[];
  /** Empty when nobody gave one: then nothing is allowed. */
  readonly reason: string;
}

/** What the comments right above a statement allow. */
export function allowancesOf({ comments }: Statement): readonly Allowance[] {
  return comments.flatMap((comment) => {
    const [, rules, reason = ''] = pattern.exec(comment) ?? [];
    if (rules === undefined) return [];
    return [{ rules: rules.split(/\s*,\s*/), reason: reason.trim() }];
  });
}

/**
 * Takes out what comments allow, and adds what is wrong with the comments: no reason, or nothing there to allow.
 */
export function withoutAllowed(
  file: string,
  statements: readonly Statement[],
  findings: readonly LintFinding[],
): readonly LintFinding[] {
  const left = new Set(findings);
  const wrong: LintFinding[] = [];
  for (const statement of statements) {
    const next = statements[statements.indexOf(statement) + 1];
    const here = findings.filter(
      ({ line }) => line >= statement.line && line < (next?.line ?? Infinity),
    );
    for (const { rules, reason } of allowancesOf(statement)) {
      for (const rule of rules) {
        const allowed = here.filter((finding) => finding.rule === rule);
        if (reason === '') wrong.push(complaint(file, statement, rule, 'gives no reason'));
        else if (allowed.length === 0) {
          wrong.push(complaint(file, statement, rule, 'allows what is not there'));
        } else for (const finding of allowed) left.delete(finding);
      }
    }
  }
  return [...left, ...wrong].toSorted((a, b) => a.line - b.line);
}

function complaint(file: string, { line }: Statement, rule: string, what: string): LintFinding {
  return {
    file,
    line,
    rule: 'allow',
    message: `The comment about ${rule} ${what}.`,
    help: `Write \`-- startkit: allow ${rule}: the reason\` right above the statement, or take it out.`,
  };
}
