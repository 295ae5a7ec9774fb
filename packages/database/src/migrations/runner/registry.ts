import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { OperationError } from '../../environment/errors.ts';

/** A migration as it lies in the folder. */
export interface Migration {
  /** File name without `.sql`: `0007_add_invoices`. */
  readonly tag: string;
  /** Milliseconds since 1970, from drizzle-kit's journal: the migration's identity and its order. */
  readonly when: number;
  readonly statements: readonly string[];
  /** SHA-256 of the file's text in hex, as Drizzle's own migrator computes it. */
  readonly hash: string;
  /** False when the first line says `-- startkit: no-transaction`. */
  readonly transactional: boolean;
}

const journalFile = z.object({
  entries: z.array(z.object({ when: z.number(), tag: z.string() })),
});

/**
 * Reads a folder of migrations as drizzle-kit writes it (`*.sql` and `meta/_journal.json`), in the
 * order in which they are applied.
 *
 * @throws OperationError `MIGRATIONS_INVALID` when the journal or a file is missing or malformed.
 */
export function readMigrations(folder: string): readonly Migration[] {
  const migrations = readJournal(folder).map((entry) => readMigration(folder, entry));
  refuseEqualTimes(migrations);
  return migrations.toSorted((a, b) => a.when - b.when);
}

interface JournalEntry {
  readonly tag: string;
  readonly when: number;
}

function readJournal(folder: string): readonly JournalEntry[] {
  const path = join(folder, 'meta', '_journal.json');
  if (!existsSync(path)) {
    throw invalid(`There is no ${path}. Run db:generate, or restore it from version control.`);
  }
  try {
    return journalFile.parse(JSON.parse(readFileSync(path, 'utf8'))).entries;
  } catch (cause) {
    const advice = 'A merge may have left a conflict in it: mend it, then run db:status.';
    throw invalid(`${path} is not a journal of drizzle-kit. ${advice}`, cause);
  }
}

function readMigration(folder: string, { tag, when }: JournalEntry): Migration {
  const path = join(folder, `${tag}.sql`);
  if (!existsSync(path)) {
    throw invalid(
      `The journal names the migration ${tag}, but there is no ${path}. Restore the file, or take ` +
        'its entry out of meta/_journal.json if it was never applied anywhere.',
    );
  }
  const text = readFileSync(path, 'utf8');
  return {
    tag,
    when,
    statements: text.split('--> statement-breakpoint').filter(hasSql),
    hash: createHash('sha256').update(text).digest('hex'),
    transactional: !/^\s*--\s*startkit:\s*no-transaction\s*$/.test(text.split('\n', 1)[0] ?? ''),
  };
}

function hasSql(statement: string): boolean {
  return statement.split('\n').some((line) => line.trim() !== '' && !/^\s*--/.test(line));
}

function refuseEqualTimes(migrations: readonly Migration[]): void {
  const tags = new Map<number, string>();
  for (const { tag, when } of migrations) {
    const other = tags.get(when);
    if (other !== undefined) {
      throw invalid(
        `${other} and ${tag} have the same "when" in meta/_journal.json, which is what tells them ` +
          'apart. Raise that of the one that was applied nowhere.',
      );
    }
    tags.set(when, tag);
  }
}

function invalid(message: string, cause?: unknown): OperationError {
  return new OperationError('MIGRATIONS_INVALID', message, { cause });
}
