import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { errorText, OperationError } from '../../environment/errors.ts';
import { readMigrations, type Migration } from '../runner/registry.ts';
import { withoutAllowed } from './allowed.ts';
import type { LintFinding } from './finding.ts';
import { lintRules } from './rules/index.ts';
import type { LintContext } from './rules/rule.ts';
import { squawk } from './squawk.ts';
import { statementsOf, type Statement } from '../parse/statements.ts';

export interface LintOptions extends Pick<LintContext, 'tables'> {
  /** The folder of the migrations. */
  readonly folder: string;
  /** Tags of those that are applied everywhere and cannot be changed any more. */
  readonly frozen: ReadonlySet<string>;
}

export interface LintResult {
  /** Tags of the migrations that were looked at. */
  readonly migrations: readonly string[];
  readonly findings: readonly LintFinding[];
}

/**
 * Says what is dangerous in migrations, before they are applied: locks, what breaks the previous release, and what goes
 * around the policies.
 *
 * @throws OperationError `MIGRATIONS_INVALID`, `LINT_FAILED`.
 */
export async function lintMigrations(options: LintOptions): Promise<LintResult> {
  const migrations = readMigrations(options.folder).filter(({ tag }) => !options.frozen.has(tag));
  const findings: LintFinding[] = [];
  for (const migration of migrations) findings.push(...(await lintOne(migration, options)));
  return { migrations: migrations.map(({ tag }) => tag), findings };
}

async function readStatements(text: string, file: string): Promise<readonly Statement[]> {
  try {
    return await statementsOf(text);
  } catch (cause) {
    throw new OperationError(
      'MIGRATIONS_INVALID',
      `${file} is not SQL: ${errorText(cause)}. Nothing was linted; mend the file.`,
      { cause },
    );
  }
}

async function lintOne(
  migration: Migration,
  options: LintOptions,
): Promise<readonly LintFinding[]> {
  const file = join(options.folder, `${migration.tag}.sql`);
  const text = readFileSync(file, 'utf8');
  const locks = await squawk(file, migration);
  const statements = await readStatements(text, file);
  const tenants = statements.flatMap((statement) =>
    lintRules.flatMap((rule) =>
      rule
        .find(statement, { ...options, transactional: migration.transactional })
        .map((message) => ({
          file,
          line: statement.line,
          rule: rule.name,
          message,
          help: rule.help,
        })),
    ),
  );
  return withoutAllowed(file, statements, [...locks, ...tenants]);
}
