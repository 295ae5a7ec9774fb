import { type Session, withSession } from '../environment/session.ts';
import { applyRlsUnderLock } from './apply-rls.ts';
import { kitMigrations, type MigrationSource } from './folders.ts';
import { readPushedSchema, refusePushed } from './push/state.ts';
import { readRlsScript, type RlsScript } from './rls/script.ts';
import { isRlsInSync } from './rls/state.ts';
import type { AttemptOptions } from './runner/attempts.ts';
import { createJournal, readJournal } from './runner/journal.ts';
import { type LockOptions, withMigrationLock } from './runner/lock.ts';
import { planSteps } from './runner/plan.ts';
import { checkMigrationLogin } from './runner/privileges.ts';
import { explainUnreadable } from './runner/readable.ts';
import { type Migration, readMigrations } from './runner/registry.ts';
import { runSteps } from './runner/runner.ts';
import { compareWithJournal, type MigrationStatus, refuseDrift } from './runner/status.ts';

export interface MigrateOptions extends AttemptOptions, LockOptions {
  /** Connection string of the migration login: direct, not through a transaction pooler. */
  readonly url: string;
  /** Default: the kit's own migrations. */
  readonly source?: MigrationSource;
  /** Reports what would be done, and changes nothing. */
  readonly dryRun?: boolean;
}

export interface MigrateResult {
  /** Tags of the migrations that were applied (or would be), in order. */
  readonly migrations: readonly string[];
  /** Whether the RLS was applied (or would be). */
  readonly rls: boolean;
}

/**
 * Applies what is pending, and the RLS in the same transaction as the last migration. Of two runs at
 * once the second waits and then finds nothing to do.
 *
 * @throws OperationError when the files and the journal disagree (`MIGRATIONS_DRIFTED`,
 * `MIGRATIONS_MISSING`, `MIGRATIONS_INVALID`), a migration or the RLS fails (`MIGRATION_FAILED`,
 * `RLS_FAILED`), locks stay held (`LOCK_TIMEOUT`), the login may not (`PRIVILEGE_MISSING`), the
 * database was pushed to (`DATABASE_PUSHED`), and as `openSession`.
 */
export async function migrate(options: MigrateOptions): Promise<MigrateResult> {
  const files = readFiles(options.source);
  const warn = (text: string) => options.log?.(`Warning: ${text}`);
  return withSession(
    options.url,
    async (session) => {
      if (options.dryRun === true) {
        return explainUnreadable(session, () => planned(session, files));
      }
      await checkMigrationLogin(session, options.log);
      return withMigrationLock(session, options, () => migrateUnderLock(session, files, options));
    },
    { name: 'startkit-migrate', onWarning: warn, signal: options.signal },
  );
}

interface Files {
  readonly migrations: readonly Migration[];
  readonly rls: RlsScript;
}

function readFiles(source: MigrationSource = kitMigrations()): Files {
  return { migrations: readMigrations(source.folder), rls: readRlsScript(source.rlsFile) };
}

async function migrateUnderLock(
  session: Session,
  files: Files,
  options: AttemptOptions,
): Promise<MigrateResult> {
  await createJournal(session);
  const pending = await findPending(session, files.migrations);
  if (pending.length === 0) {
    return { migrations: [], rls: await applyRlsAlone(session, files.rls, options) };
  }
  const context = { ...options, session, rls: files.rls, first: files.migrations[0] };
  await runSteps(context, planSteps(pending));
  return { migrations: pending.map(({ tag }) => tag), rls: true };
}

// The committed RLS SQL knows nothing of tables that were pushed, and may name some that are gone.
async function applyRlsAlone(
  session: Session,
  rls: RlsScript,
  options: AttemptOptions,
): Promise<boolean> {
  if ((await readPushedSchema(session)) === undefined) {
    return applyRlsUnderLock(session, rls, options);
  }
  options.log?.('This database holds changes of db:push: its RLS is left as db:push made it.');
  return false;
}

async function planned(session: Session, files: Files): Promise<MigrateResult> {
  const pending = await findPending(session, files.migrations);
  const rls = pending.length > 0 || !(await isRlsInSync(session, files.rls.hash));
  return { migrations: pending.map(({ tag }) => tag), rls };
}

async function findPending(
  session: Session,
  migrations: readonly Migration[],
): Promise<readonly Migration[]> {
  const statuses = compareWithJournal(migrations, await readJournal(session));
  refuseDrift(statuses);
  const pending = pendingOf(migrations, statuses);
  if (pending.length > 0) await refusePushed(session);
  return pending;
}

function pendingOf(
  migrations: readonly Migration[],
  statuses: readonly MigrationStatus[],
): readonly Migration[] {
  const times = new Set(
    statuses.filter(({ state }) => state === 'pending').map(({ when }) => when),
  );
  return migrations.filter(({ when }) => times.has(when));
}
