import { readFile, rename, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import { OperationError } from '../../environment/errors.ts';

/*
 * Beside each dump, `NAME.dump`, there is `NAME.dump.json`, which says what is in it. It is written last: a dump without one
 * was interrupted, and counts for nothing.
 */
const manifestSchema = z.object({
  format: z.literal('startkit-backup'),
  version: z.literal(1),
  /** The database, and the server it was on. */
  database: z.string(),
  host: z.string(),
  port: z.number(),
  serverVersion: z.string(),
  serverMajor: z.number(),
  /** When the snapshot was taken: what was committed later is not in it. */
  takenAt: z.iso.datetime(),
  seconds: z.number(),
  program: z.string(),
  programMajor: z.number(),
  bytes: z.number(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  databaseBytes: z.number(),
  /** Roles that grants and policies name: they belong to the server, and no dump holds them. */
  roles: z.array(z.string()),
  leftOut: z.array(z.string()),
  tables: z.array(z.object({ name: z.string(), rows: z.number(), checksum: z.string() })),
});

export type Manifest = z.infer<typeof manifestSchema>;

export const manifestOf = (dump: string): string => `${dump}.json`;

/** Writes the manifest of a dump, whole or not at all. */
export async function writeManifest(dump: string, manifest: Manifest): Promise<void> {
  const path = manifestOf(dump);
  const partial = `${path}.partial`;
  await writeFile(partial, `${JSON.stringify(manifest, undefined, 2)}\n`, {
    mode: 0o600,
    flush: true,
  });
  await rename(partial, path);
}

/** @throws OperationError `BACKUP_INVALID` when the dump has no manifest, or it is none of ours. */
export async function readManifest(dump: string): Promise<Manifest> {
  const path = manifestOf(dump);
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw invalid(
      `${dump} has no manifest beside it (${path}), which is written last: the backup was interrupted, or the ` +
        'file is not one of db:backup.',
      cause,
    );
  });
  const parsed = manifestSchema.safeParse(parseJson(text));
  if (parsed.success) return parsed.data;
  throw invalid(`${path} is not a manifest that this version of db:backup reads.`, parsed.error);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function invalid(message: string, cause: unknown): OperationError {
  return new OperationError('BACKUP_INVALID', `${message} Nothing was restored.`, { cause });
}
