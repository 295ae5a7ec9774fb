import { counted, visible } from '../report/text.ts';
import type { Finding } from './finding.ts';
import { refusesTransaction, statementsOf } from './statements.ts';

/** What the fixes are written for. */
export interface FixContext {
  /** "shop on db.example.com:5432". Never a password. */
  readonly database: string;
  readonly server: string;
  /** `2026-03-31`. */
  readonly day: string;
}

/** The fixes of findings as migrations to review. */
export interface FixScripts {
  /** What runs in one transaction; and, as comments, what is left to people. */
  readonly transaction: string;
  /** What the server refuses inside one; undefined when there is nothing. Its first line is the runner's mark. */
  readonly noTransaction: string | undefined;
  /** Statements in both. */
  readonly statements: number;
  /** Findings that only people can mend. */
  readonly withoutFix: number;
}

/** As the kit's migration runner, and drizzle-kit, tell statements apart. */
const breakpoint = '--> statement-breakpoint';
const mark = '-- startkit: no-transaction';

/** Statements with the findings that each mends. */
interface Fix {
  readonly statements: readonly string[];
  readonly findings: Finding[];
}

/**
 * Writes the fixes down. Nothing is run. The same fix of several findings is written once; what stands in a comment cannot
 * get out of it, whatever the objects are called.
 */
export function fixScripts(findings: readonly Finding[], context: FixContext): FixScripts {
  const fixes = fixesOf(findings);
  const outside = fixes.map((fix) => only(fix, true)).filter(hasStatements);
  const inside = fixes.map((fix) => only(fix, false)).filter(hasStatements);
  const forPeople = findings.filter(
    (finding) => !fixes.some((fix) => fix.findings.includes(finding)),
  );
  const count = (some: readonly Fix[]) =>
    some.reduce((sum, { statements }) => sum + statements.length, 0);
  return {
    transaction: script([
      header(findings, context, 'Run it in one transaction.'),
      ...inside.map(fixText),
      ...(forPeople.length === 0 ? [] : [peopleText(forPeople)]),
    ]),
    noTransaction:
      outside.length === 0
        ? undefined
        : script([
            `${mark}\n${header(
              outside.flatMap((fix) => fix.findings),
              context,
              'Run it after the other file, statement by statement: none of these may be in a transaction.',
            )}`,
            ...outside.map(fixText),
          ]),
    statements: count(inside) + count(outside),
    withoutFix: forPeople.length,
  };
}

function script(parts: readonly string[]): string {
  return `${parts.join('\n\n')}\n`;
}

function fixesOf(findings: readonly Finding[]): readonly Fix[] {
  const fixes = new Map<string, Fix>();
  for (const finding of findings) {
    const text = finding.fix?.trim() ?? '';
    // A name with the runner's separator in it would be cut in two.
    if (text.includes(breakpoint) || statementsOf(text).length === 0) continue;
    const known = fixes.get(text);
    if (known) known.findings.push(finding);
    else fixes.set(text, { statements: [text], findings: [finding] });
  }
  return [...fixes.values()];
}

function only({ statements, findings }: Fix, outside: boolean): Fix {
  const its = statements.flatMap(statementsOf).filter((one) => refusesTransaction(one) === outside);
  return { statements: its.map(({ text }) => text), findings };
}

function hasStatements({ statements }: Fix): boolean {
  return statements.length > 0;
}

function header(findings: readonly Finding[], context: FixContext, how: string): string {
  const rules = [...new Set(findings.map(({ rule }) => rule))].toSorted();
  return comment([
    `Proposed by \`tenancy check --fix\` for ${context.database} (${context.server}), ${context.day}.`,
    `${counted(findings.length, 'finding')} of ${rules.length === 1 ? 'rule' : 'rules'} ${rules.join(', ')}.`,
    'Nothing of it has been run. Read every statement: a fix knows the catalogs, not what you mean.',
    how,
  ]);
}

function fixText({ statements, findings }: Fix): string {
  const lines = statements.map((statement) => `${statement};\n${breakpoint}`);
  return `${comment(findings.map(headline))}\n${lines.join('\n')}`;
}

function peopleText(findings: readonly Finding[]): string {
  const lines = findings.flatMap((finding) => [headline(finding), `  ${finding.why}`]);
  return comment(['Only people can mend these:', ...lines]);
}

function headline({ rule, name, severity, object, detail }: Finding): string {
  return `${rule} ${name} (${severity}) ${object}: ${detail}`;
}

function comment(lines: readonly string[]): string {
  return lines.map((line) => `-- ${visible(line)}`).join('\n');
}
