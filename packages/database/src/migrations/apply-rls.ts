import { OperationError } from '../environment/errors.ts';
import { refuseForeignLogin } from '../environment/foreign-login.ts';
import { withSession, type Session } from '../environment/session.ts';
import { kitMigrations } from './folders.ts';
import { refusePushed } from './push/state.ts';
import { executeRls, readRlsScript, type RlsScript } from './rls/script.ts';
import { isRlsInSync } from './rls/state.ts';
import { type AttemptOptions, inTransactionThatGivesWay } from './runner/attempts.ts';
import { readJournal } from './runner/journal.ts';
import { withMigrationLock } from './runner/lock.ts';
import { checkSuperadminRights } from './runner/privileges.ts';

export interface ApplyRlsOptions extends AttemptOptions {
  /** Connection string of the migration login. */
  readonly url: string;
  /** The compiled RLS SQL. Default: the kit's own. */
  readonly rlsFile?: string;
}

/**
 * Applies the compiled RLS SQL when it, or what is in the database, differs from what was applied
 * last: a policy that was dropped by hand is mended. When nothing differs, it locks nothing and
 * changes nothing.
 *
 * @returns whether it was applied.
 * @throws OperationError `RLS_FAILED`, `LOCK_TIMEOUT`, `PRIVILEGE_MISSING`, `DATABASE_PUSHED`,
 * `MIGRATIONS_MISSING` when the database was never migrated, or as `openSession`.
 */
export async function applyRls(options: ApplyRlsOptions): Promise<{ readonly applied: boolean }> {
  const script = readRlsScript(options.rlsFile ?? kitMigrations().rlsFile);
  return withSession(options.url, (session) => applyRlsIfNeeded(session, script, options), {
    name: 'startkit-apply-rls',
    signal: options.signal,
  });
}

async function applyRlsIfNeeded(
  session: Session,
  script: RlsScript,
  options: AttemptOptions,
): Promise<{ readonly applied: boolean }> {
  await refuseForeignLogin(session);
  if (await isRlsInSync(session, script.hash)) return { applied: false };
  await refuseUnmigrated(session);
  await refusePushed(session);
  return withMigrationLock(session, options, async () => ({
    applied: await applyRlsUnderLock(session, script, options),
  }));
}

async function refuseUnmigrated(session: Session): Promise<void> {
  if ((await readJournal(session)).length > 0) return;
  throw new OperationError(
    'MIGRATIONS_MISSING',
    `No migration was applied to ${session.target.database} yet, so there is no table to isolate. Nothing ` +
      'was changed. Run db:migrate first; it applies Row-Level Security as well.',
  );
}

/** The same for a caller that holds the migration lock. Returns whether it was applied. */
export async function applyRlsUnderLock(
  session: Session,
  script: RlsScript,
  options: AttemptOptions,
): Promise<boolean> {
  if (await isRlsInSync(session, script.hash)) return false;
  await inTransactionThatGivesWay(session, options, async () => {
    await checkSuperadminRights(session);
    await executeRls(session, script);
  });
  return true;
}
