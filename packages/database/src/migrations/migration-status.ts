import { type DatabaseEnvironment, readMarker } from '../environment/marker.ts';
import { type Session, withSession } from '../environment/session.ts';
import { kitMigrations, type MigrationSource } from './folders.ts';
import { readPushedSchema } from './push/state.ts';
import { readRlsScript, type RlsScript } from './rls/script.ts';
import { findExposures } from './rls/exposures.ts';
import { declaredSoFar, isRlsInSync } from './rls/state.ts';
import { readJournal } from './runner/journal.ts';
import { readProgress } from './runner/one-by-one/progress.ts';
import { explainUnreadable } from './runner/readable.ts';
import { type Migration, readMigrations } from './runner/registry.ts';
import { compareWithJournal, type MigrationStatus } from './runner/status.ts';

export interface StatusOptions {
  /** Connection string of the migration login. */
  readonly url: string;
  /** Default: the kit's own migrations. */
  readonly source?: MigrationSource;
}

export interface DatabaseStatus {
  /** What the database says that it is (`db:environment`); null when it does not say. */
  readonly environment: DatabaseEnvironment | null;
  readonly migrations: readonly MigrationStatus[];
  /** Whether the compiled RLS SQL is what was applied last, and nothing was changed by hand since. */
  readonly rlsInSync: boolean;
  /** Whether `db:push` put changes into the database that no migration has. */
  readonly pushed: boolean;
  /** What tenants reach although no policy binds it, one sentence each. */
  readonly exposures: readonly string[];
  /** Whether every migration is applied, the RLS in sync, nothing pushed, and nothing exposed. */
  readonly current: boolean;
}

/**
 * Says what is applied and what is not. Changes nothing and locks no table.
 *
 * @throws OperationError `MIGRATIONS_INVALID`, `RLS_FAILED` (no RLS SQL), `PRIVILEGE_MISSING` (the login may
 * not read it), or as `openSession`.
 */
export async function migrationStatus(options: StatusOptions): Promise<DatabaseStatus> {
  const source = options.source ?? kitMigrations();
  const files = readMigrations(source.folder);
  const script = readRlsScript(source.rlsFile);
  return withSession(
    options.url,
    (session) => explainUnreadable(session, () => readStatus(session, files, script)),
    { name: 'startkit-status' },
  );
}

async function readStatus(
  session: Session,
  files: readonly Migration[],
  script: RlsScript,
): Promise<DatabaseStatus> {
  const migrations = await withProgress(
    session,
    compareWithJournal(files, await readJournal(session)),
  );
  const rlsInSync = await isRlsInSync(session, script.hash);
  const pushed = (await readPushedSchema(session)) !== undefined;
  const applied = migrations.every(({ state }) => state === 'applied');
  const exposures = await findExposures(session, await declaredSoFar(session, script));
  const current = applied && rlsInSync && !pushed && exposures.length === 0;
  const environment = (await readMarker(session)) ?? null;
  return { environment, migrations, rlsInSync, pushed, exposures, current };
}

async function withProgress(
  session: Session,
  statuses: readonly MigrationStatus[],
): Promise<readonly MigrationStatus[]> {
  const all: MigrationStatus[] = [];
  for (const status of statuses) {
    const progress = status.state === 'pending' ? await readProgress(session, status) : [];
    const statementsDone = progress.filter(({ state }) => state === 'done').length;
    all.push(statementsDone === 0 ? status : { ...status, statementsDone });
  }
  return all;
}
