import { fileURLToPath } from 'node:url';

/** Where a set of migrations lies: the numbered files, and the RLS SQL that follows them. */
export interface MigrationSource {
  /** The folder with `*.sql` and `meta/_journal.json`. */
  readonly folder: string;
  /** The compiled, repeatable RLS SQL. */
  readonly rlsFile: string;
}

/** The kit's own migrations. */
export function kitMigrations(): MigrationSource {
  return { folder: beside('sql'), rlsFile: beside('rls.sql') };
}

function beside(name: string): string {
  return fileURLToPath(new URL(name, import.meta.url));
}
