import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { manifestOf, readManifest } from './manifest.ts';

export interface Retention {
  /** Keeps the newest so many. */
  readonly keep?: number | undefined;
  /** Keeps those that are no older than so many days. */
  readonly keepDays?: number | undefined;
}

/** A dump with a manifest that fits it. */
export interface KeptBackup {
  readonly dump: string;
  readonly takenAt: Date;
}

const day = 86_400_000;

/**
 * Which backups go: those that neither rule keeps. The newest stays in any case, and without a rule all do.
 *
 * @param backups those of one database that are good, in any order.
 */
export function toRemove(
  backups: readonly KeptBackup[],
  { keep, keepDays }: Retention,
  now: Date,
): readonly KeptBackup[] {
  if (keep === undefined && keepDays === undefined) return [];
  const newestFirst = backups.toSorted((a, b) => b.takenAt.getTime() - a.takenAt.getTime());
  return newestFirst.slice(1).filter(({ takenAt }, place) => {
    const isAmongNewest = keep !== undefined && place + 1 < keep;
    const isYoung = keepDays !== undefined && now.getTime() - takenAt.getTime() <= keepDays * day;
    return !isAmongNewest && !isYoung;
  });
}

export interface Origin {
  readonly host: string;
  readonly port: number;
  readonly database: string;
}

/**
 * The good backups of one database in a folder: those with a manifest, of its size. Others do not count, so that a broken
 * one never is the reason why a good one goes.
 */
export async function goodBackups(folder: string, origin: Origin): Promise<readonly KeptBackup[]> {
  const found: KeptBackup[] = [];
  for (const name of await readdir(folder)) {
    if (!name.endsWith('.dump')) continue;
    const dump = join(folder, name);
    const manifest = await readManifest(dump).catch(() => undefined);
    const size = await stat(dump).then(
      (file) => file.size,
      () => undefined,
    );
    if (manifest === undefined || manifest.bytes !== size) continue;
    const isOfOrigin =
      manifest.host === origin.host &&
      manifest.port === origin.port &&
      manifest.database === origin.database;
    if (isOfOrigin) found.push({ dump, takenAt: new Date(manifest.takenAt) });
  }
  return found;
}

/** Removes backups; each first loses its manifest, so that a half is never taken for a whole. */
export async function removeBackups(backups: readonly KeptBackup[]): Promise<void> {
  for (const { dump } of backups) {
    await rm(manifestOf(dump));
    await rm(dump);
  }
}

/** What a backup that was killed has left: its unfinished file, once it is a day old. */
export async function removeAbandoned(folder: string, now: Date): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!name.endsWith('.dump.partial')) continue;
    const path = join(folder, name);
    const { mtime } = await stat(path);
    if (now.getTime() - mtime.getTime() > day) await rm(path, { force: true });
  }
}
