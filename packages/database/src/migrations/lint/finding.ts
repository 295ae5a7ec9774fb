/** What is wrong with one statement of a migration. */
export interface LintFinding {
  /** Path of the migration. */
  readonly file: string;
  /** Counts from 1. */
  readonly line: number;
  /** The name that a comment allows it by: `-- startkit: allow <rule>: <reason>`. */
  readonly rule: string;
  readonly message: string;
  /** What to write instead. */
  readonly help: string;
}
