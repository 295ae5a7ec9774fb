import { stat } from 'node:fs/promises';
import { OperationError } from '../../environment/errors.ts';
import { fileDigest } from '../file-digest.ts';
import { findProgram, type Program } from '../programs/find-program.ts';
import { runProgram } from '../programs/run-program.ts';
import { type Manifest, readManifest } from './manifest.ts';

export interface VerifiedBackup {
  readonly manifest: Manifest;
  /** Which pg_restore can read it. */
  readonly program: Program;
}

/**
 * Checks a dump against its manifest: size, SHA-256, and whether pg_restore reads its table of contents and finds
 * every table in it.
 *
 * @param atLeast the least major version of pg_restore, beyond what the dump needs.
 * @throws OperationError `BACKUP_INVALID`, `PROGRAM_MISSING`.
 */
export async function verifyBackup(dump: string, atLeast = 0): Promise<VerifiedBackup> {
  const manifest = await readManifest(dump);
  await refuseOtherBytes(dump, manifest);
  const program = await findProgram('pg_restore', {
    major: Math.max(manifest.programMajor, atLeast),
    because:
      atLeast > manifest.programMajor
        ? `the server is PostgreSQL ${atLeast}`
        : `${dump} was made by ${manifest.program}`,
  });
  await refuseMissingTables(dump, manifest, program);
  return { manifest, program };
}

async function refuseOtherBytes(dump: string, manifest: Manifest): Promise<void> {
  const size = await stat(dump).then(
    (file) => file.size,
    () => undefined,
  );
  if (size === undefined) throw invalid(`There is no ${dump}, although its manifest is there.`);
  if (size !== manifest.bytes) {
    throw invalid(`${dump} has ${size} bytes, and its manifest says ${manifest.bytes}.`);
  }
  const { sha256 } = await fileDigest(dump);
  if (sha256 === manifest.sha256) return;
  throw invalid(`${dump} is damaged: its SHA-256 is not the one in its manifest.`);
}

async function refuseMissingTables(
  dump: string,
  { tables }: Manifest,
  program: Program,
): Promise<void> {
  const list = await runProgram(program, { parameters: ['--list', dump] }).catch(
    (cause: unknown) => {
      throw new OperationError('BACKUP_INVALID', `pg_restore does not read ${dump}.`, { cause });
    },
  );
  const contents = new Set(
    [...list.matchAll(/^\d+; \d+ \d+ TABLE (?!DATA )(\S+) (.+) \S+$/gm)].map(
      ([, schema, name]) => `${schema}.${name}`,
    ),
  );
  const missing = tables
    .map(({ name }) => name.replaceAll('"', ''))
    .filter((name) => !contents.has(name));
  if (missing.length === 0) return;
  throw invalid(`${dump} does not hold ${missing.join(', ')}.`);
}

function invalid(message: string): OperationError {
  return new OperationError('BACKUP_INVALID', `${message} Use another backup.`);
}
