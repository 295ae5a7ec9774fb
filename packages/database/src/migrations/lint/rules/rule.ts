import type { Statement } from '../../parse/statements.ts';

/** What the rules are told of the project. */
export interface LintContext {
  /** Tables that are classified, "projects" or "app.context_keys". */
  readonly tables: ReadonlySet<string>;
  /** Whether the migration runs in a transaction. */
  readonly transactional: boolean;
}

/** A rule about tenants, on one statement. */
export interface LintRule {
  readonly name: string;
  readonly help: string;
  /** @returns what is wrong, one sentence each. */
  find(statement: Statement, context: LintContext): readonly string[];
}
