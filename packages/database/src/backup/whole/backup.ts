import { rmSync } from 'node:fs';
import { mkdir, open, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { refuseHiddenRows } from '../every-row.ts';
import { foreignSchemas } from '../own-schemas.ts';
import { fileDigest } from '../file-digest.ts';
import { findProgram } from '../programs/find-program.ts';
import { majorVersion, type TransferSession, withTransfer } from '../transfer/session.ts';
import { onSnapshot } from '../snapshot.ts';
import { dump } from './dump.ts';
import { readFacts } from './facts.ts';
import { leftOut } from './left-out.ts';
import { type Manifest, manifestOf, writeManifest } from './manifest.ts';
import {
  goodBackups,
  removeAbandoned,
  removeBackups,
  type Retention,
  toRemove,
} from './retention.ts';
import { dumpedTables } from './table-sums.ts';
import { verifyBackup } from './verify.ts';

export interface BackupOptions extends Retention {
  /** Connection string of the backup login, or of the migration login: direct, not through a pooler. */
  readonly url: string;
  /** Where it goes; made when it is not there. */
  readonly folder: string;
  readonly log?: (line: string) => void;
}

export interface BackupReport {
  readonly file: string;
  readonly manifest: Manifest;
  /** Older backups that the retention removed. */
  readonly removed: readonly string[];
}

/**
 * Dumps a whole database into a new file, with a manifest beside it, and checks that it can be read again. Only then
 * older backups go, as the retention says.
 *
 * The dump and the manifest's checksums are of one snapshot. The file has its name only when it is complete.
 *
 * @throws OperationError `PROGRAM_MISSING`, `PRIVILEGE_MISSING`, `BACKUP_FAILED`, `BACKUP_INVALID`, or as
 * `withTransfer`. Nothing is left behind, and no older backup is removed.
 */
export async function backup(options: BackupOptions): Promise<BackupReport> {
  const { manifest, file } = await withTransfer(options.url, 'startkit-backup', (session) =>
    backupOn(session, options),
  );
  await verified(file);
  const old = toRemove(await goodBackups(options.folder, manifest), options, new Date());
  await removeBackups(old);
  await removeAbandoned(options.folder, new Date());
  return { file, manifest, removed: old.map(({ dump: path }) => path) };
}

/** @throws as `verifyBackup`; the file then counts for nothing. */
async function verified(file: string): Promise<void> {
  try {
    await verifyBackup(file);
  } catch (error) {
    await rm(manifestOf(file));
    throw error;
  }
}

async function backupOn(
  session: TransferSession,
  options: BackupOptions,
): Promise<Pick<BackupReport, 'file' | 'manifest'>> {
  const { target } = session;
  const program = await findProgram('pg_dump', {
    major: await majorVersion(session),
    because: `the server at ${target.host}:${target.port} is PostgreSQL ${await majorVersion(session)}`,
  });
  await refuseHiddenRows(session, leftOut);
  const schemas = await foreignSchemas(session);
  if (schemas.length > 0)
    options.log?.(`Left out, as they are not this database's own: ${schemas.join(', ')}`);
  await mkdir(options.folder, { recursive: true, mode: 0o700 });
  const started = new Date();
  const file = join(options.folder, `${fileName(target.database)}-${stamp(started)}.dump`);
  return withPartial(file, async (partial) => {
    const { takenAt, tables, facts } = await onSnapshot(session, async () => ({
      facts: await readFacts(session),
      ...(await dump({
        ...options,
        session,
        program,
        partial,
        schemas,
        names: await dumpedTables(session),
      })),
    }));
    await flush(partial);
    const digest = await fileDigest(partial);
    const manifest: Manifest = {
      format: 'startkit-backup',
      version: 1,
      database: target.database,
      host: target.host,
      port: target.port,
      ...facts,
      takenAt,
      seconds: (Date.now() - started.getTime()) / 1000,
      program: `pg_dump ${program.version}`,
      programMajor: program.major,
      ...digest,
      leftOut: [...leftOut, ...schemas.map((name) => `${name}.*`)],
      tables: [...tables],
    };
    await rename(partial, file);
    await writeManifest(file, manifest);
    return { file, manifest };
  });
}

/** Hands a name for the time being to `work`; what is under it when `work` fails, or the process ends, goes. */
async function withPartial<T>(file: string, work: (partial: string) => Promise<T>): Promise<T> {
  const partial = `${file}.partial`;
  const remove = () => rmSync(partial, { force: true });
  process.once('exit', remove);
  try {
    // It is nobody else's from the first byte on.
    await writeFile(partial, '', { mode: 0o600, flag: 'wx' });
    return await work(partial);
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  } finally {
    process.off('exit', remove);
  }
}

async function flush(path: string): Promise<void> {
  const file = await open(path, 'r+');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

/** A database's name as a file's: what is no letter or digit becomes a dash. */
function fileName(database: string): string {
  return database.replaceAll(/[^A-Za-z0-9_]+/g, '-');
}

/** 20260801T120000123Z. */
function stamp(time: Date): string {
  return time.toISOString().replaceAll(/[-:.]/g, '');
}
