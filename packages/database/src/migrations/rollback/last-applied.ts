import { OperationError } from '../../environment/errors.ts';
import type { Session } from '../../environment/session.ts';
import { newestRow, readJournal } from '../runner/journal.ts';
import { readProgress } from '../runner/one-by-one/progress.ts';
import { type Migration, readMigrations } from '../runner/registry.ts';
import { compareWithJournal, refuseDrift } from '../runner/status.ts';

/** The migration that was applied last: not the newest one, when an older one was merged in later. */
export interface LastApplied {
  readonly migration: Migration;
  /** Its row in the journal. */
  readonly row: number;
}

/**
 * @throws OperationError `NOT_FOUND` when none is applied, `MIGRATIONS_DRIFTED`, `MIGRATIONS_MISSING`, and `REFUSED`
 * when a no-transaction migration is half applied.
 */
export async function lastApplied(session: Session, folder: string): Promise<LastApplied> {
  const migrations = readMigrations(folder);
  const statuses = compareWithJournal(migrations, await readJournal(session));
  refuseDrift(statuses);
  for (const status of statuses) {
    if (status.state === 'pending') await refuseHalfApplied(session, status);
  }
  const newest = await newestRow(session);
  const migration = migrations.find(({ when }) => when === newest?.when);
  if (newest !== undefined && migration !== undefined) return { migration, row: newest.id };
  throw new OperationError(
    'NOT_FOUND',
    'No migration is applied here: there is nothing to take back.',
  );
}

async function refuseHalfApplied(
  session: Session,
  { tag, when }: Pick<Migration, 'tag' | 'when'>,
): Promise<void> {
  if ((await readProgress(session, { when })).length === 0) return;
  throw new OperationError(
    'REFUSED',
    `${tag} is half applied: it runs outside a transaction, and failed. Nothing was changed. Correct it and run ` +
      'db:migrate, which goes on with it; then it can be taken back.',
  );
}
