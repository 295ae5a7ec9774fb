import { provisionContextKey } from '../../environment/provision/context-key.ts';
import { OperationError } from '../../environment/errors.ts';
import { describeTarget } from '../../environment/target.ts';
import { type DatabaseStatus, migrate, migrationStatus } from '../../migrations/index.ts';
import { checkMigrationLogin } from '../../migrations/runner/privileges.ts';
import { createProgress } from '../../seed/scale/progress.ts';
import { refuseHiddenRows } from '../every-row.ts';
import { majorVersion, type TransferSession, withTransfer } from '../transfer/session.ts';
import { onSnapshot } from '../snapshot.ts';
import { leftOut } from './left-out.ts';
import type { Manifest } from './manifest.ts';
import { prepareTarget, refuseContents, refuseMissingRoles } from './prepare-target.ts';
import { differences, dumpedTables, tableSum } from './table-sums.ts';
import { restoreDump } from './restore-dump.ts';
import { verifyBackup } from './verify.ts';

export interface RestoreOptions {
  /** The dump, with its manifest beside it. */
  readonly file: string;
  /** Connection string of the migration login, to an empty database. */
  readonly url: string;
  /** Makes tenant contexts that are signed with it good in the new database. Left out: db:provision makes a new one. */
  readonly contextSecret?: string | undefined;
  /** Connections that restore at once. More than one: what was restored stays when it fails. Default 1. */
  readonly jobs?: number;
  readonly log?: (line: string) => void;
}

export interface RestoreReport {
  readonly manifest: Manifest;
  /** Migrations that were made since the backup, and applied now. */
  readonly migrations: readonly string[];
  readonly status: DatabaseStatus;
}

/**
 * Restores a dump into an empty database, compares every table with the manifest, and applies the migrations that came
 * after it, and the RLS, so that `db:status` finds everything as it should be.
 *
 * @throws OperationError `BACKUP_INVALID`, `PROGRAM_MISSING`; `REFUSED` when the database is not empty;
 * `PRIVILEGE_MISSING`; `BACKUP_FAILED`: nothing is left of it, but for the roles; `VERIFICATION_FAILED`; and as `migrate`.
 */
export async function restore(options: RestoreOptions): Promise<RestoreReport> {
  const { file, url, log } = options;
  const manifest = await withTransfer(url, 'startkit-restore', async (session) => {
    const verified = await verifyBackup(file, await majorVersion(session));
    log?.(`${file} is whole: taken at ${verified.manifest.takenAt}`);
    await refuseOlderServer(session, verified.manifest);
    await checkMigrationLogin(session, log);
    await refuseContents(session);
    await prepareTarget(session);
    await refuseMissingRoles(session, verified.manifest.roles);
    await restoreDump({ ...options, ...verified });
    await refuseDifferences(session, verified.manifest, log);
    await session.run('analyze');
    return verified.manifest;
  });
  const { migrations } = await migrate({ url, ...(log && { log }) });
  if (options.contextSecret !== undefined) {
    await provisionContextKey({ url, secret: options.contextSecret });
  }
  return { manifest, migrations, status: await migrationStatus({ url }) };
}

async function refuseOlderServer(session: TransferSession, manifest: Manifest): Promise<void> {
  const major = await majorVersion(session);
  if (major >= manifest.serverMajor) return;
  throw new OperationError(
    'SERVER_TOO_OLD',
    `The backup is of PostgreSQL ${manifest.serverMajor}, and ${describeTarget(session.target)} is PostgreSQL ` +
      `${major}: an older server does not take it. Nothing was changed.`,
  );
}

/** Compares what is there with what the manifest says was in the snapshot. */
async function refuseDifferences(
  session: TransferSession,
  manifest: Manifest,
  log: ((line: string) => void) | undefined,
): Promise<void> {
  await refuseHiddenRows(session, leftOut);
  const found = await onSnapshot(session, async () => {
    const names = await dumpedTables(session);
    const progress = log && createProgress('tables compared', names.length, log, process.stderr);
    const sums = [];
    for (const name of names) {
      sums.push(await tableSum(session, name));
      progress?.update(sums.length, name);
    }
    return sums;
  });
  const different = differences(manifest.tables, found);
  if (different.length === 0) return;
  throw new OperationError(
    'VERIFICATION_FAILED',
    `What was restored is not what was backed up: ${different.join('; ')}. It stays as it is, to be looked at: do not ` +
      'use it.',
  );
}
