import { withSession, type Session } from '../environment/session.ts';
import { kitMigrations } from './folders.ts';
import { refusePushed } from './push/state.ts';
import { executeRls, readRlsScript, type RlsScript } from './rls/script.ts';
import { isRlsInSync } from './rls/state.ts';
import { type AttemptOptions, inTransactionThatGivesWay } from './runner/attempts.ts';
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
 * or as `openSession`.
 */
export async function applyRls(options: ApplyRlsOptions): Promise<{ readonly applied: boolean }> {
  const script = readRlsScript(options.rlsFile ?? kitMigrations().rlsFile);
  return withSession(options.url, (session) => applyRlsIfNeeded(session, script, options), {
    name: 'startkit-apply-rls',
  });
}

async function applyRlsIfNeeded(
  session: Session,
  script: RlsScript,
  options: AttemptOptions,
): Promise<{ readonly applied: boolean }> {
  if (await isRlsInSync(session, script.hash)) return { applied: false };
  await refusePushed(session);
  return withMigrationLock(session, options, async () => ({
    applied: await applyRlsUnderLock(session, script, options),
  }));
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
