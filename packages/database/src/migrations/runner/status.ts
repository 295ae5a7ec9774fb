import { OperationError } from '../../environment/errors.ts';
import type { JournalRow } from './journal.ts';
import type { Migration } from './registry.ts';

/**
 * `applied`: in the journal, with this file's hash. `pending`: not in the journal. `drifted`: in the
 * journal with another hash, so the file was changed after it was applied. `missing`: in the
 * journal, but there is no file.
 */
export type MigrationState = 'applied' | 'pending' | 'drifted' | 'missing';

export interface MigrationStatus {
  /** File name without `.sql`; of a missing one only the time is known. */
  readonly tag: string;
  readonly when: number;
  readonly state: MigrationState;
  /** Of a pending no-transaction migration that failed half way: how many of its statements are kept. */
  readonly statementsDone?: number;
}

/**
 * Compares the files with the journal, by hash. Unlike Drizzle's own migrator, which looks at the
 * newest row alone, this finds a migration that was merged in before the newest applied one.
 */
export function compareWithJournal(
  migrations: readonly Migration[],
  journal: readonly JournalRow[],
): readonly MigrationStatus[] {
  const known = new Set(migrations.map(({ when }) => when));
  const missing = journal
    .filter(({ when }) => !known.has(when))
    .map(({ when }) => ({ tag: `(${when})`, when, state: 'missing' as const }));
  const present = migrations.map((migration) => ({
    tag: migration.tag,
    when: migration.when,
    state: stateOf(migration, journal),
  }));
  return [...present, ...missing].toSorted((a, b) => a.when - b.when);
}

function stateOf(migration: Migration, journal: readonly JournalRow[]): MigrationState {
  const rows = journal.filter(({ when }) => when === migration.when);
  if (rows.length === 0) return 'pending';
  return rows.some(({ hash }) => hash === migration.hash) ? 'applied' : 'drifted';
}

/**
 * @throws OperationError `MIGRATIONS_DRIFTED` or `MIGRATIONS_MISSING`: what is in the database is
 * not what the files say, so nothing may be built on it.
 */
export function refuseDrift(statuses: readonly MigrationStatus[]): void {
  const drifted = tagsOf(statuses, 'drifted');
  if (drifted.length > 0) {
    throw new OperationError(
      'MIGRATIONS_DRIFTED',
      `Changed after they were applied to this database: ${drifted.join(', ')}. Nothing was ` +
        'changed. Restore the files as they were (git log shows what was done to them) and put the ' +
        'change into a new migration.',
    );
  }
  const missing = tagsOf(statuses, 'missing');
  if (missing.length > 0) {
    throw new OperationError(
      'MIGRATIONS_MISSING',
      `Applied to this database, but without a file (named by the "when" of meta/_journal.json): ` +
        `${missing.join(', ')}. Nothing was changed. The database may be ahead of this checkout: ` +
        'update it, or restore the files and their journal entries.',
    );
  }
}

function tagsOf(statuses: readonly MigrationStatus[], state: MigrationState): readonly string[] {
  return statuses.filter((status) => status.state === state).map(({ tag }) => tag);
}
