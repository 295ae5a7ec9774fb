import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { errorText, OperationError } from '../../environment/errors.ts';
import { createProgress } from '../../seed/scale/progress.ts';
import { runProgram } from '../programs/run-program.ts';
import type { VerifiedBackup } from './verify.ts';

export interface RestoreDumpOptions extends VerifiedBackup {
  readonly file: string;
  readonly url: string;
  readonly jobs?: number;
  readonly log?: (line: string) => void;
}

/**
 * Runs pg_restore: in one transaction, or with several connections. These come in no order, and a foreign key cannot be made
 * on a table whose row security is on already; so what isolates comes last then, and with it every grant, so that
 * until then nobody but the owner reaches a table.
 *
 * @throws OperationError `BACKUP_FAILED`, with what is left.
 */
export async function restoreDump(options: RestoreDumpOptions): Promise<void> {
  const onLine = progressOf(options);
  if ((options.jobs ?? 1) === 1) {
    await run(options, ['--single-transaction'], onLine, 'No table was restored.');
    return;
  }
  const folder = await mkdtemp(join(tmpdir(), 'startkit-restore-'));
  try {
    const [tables, isolation] = await writeLists(options, folder);
    const kept = 'What was restored before stays: drop the database.';
    await run(options, [`--use-list=${tables}`, `--jobs=${options.jobs}`], onLine, kept);
    await run(options, [`--use-list=${isolation}`, '--single-transaction'], onLine, kept);
  } finally {
    await rm(folder, { recursive: true });
  }
}

const isolates = /^\d+; \d+ \d+ (?:ACL|DEFAULT ACL|POLICY|ROW SECURITY) /;

/** The dump's table of contents in two parts, as files. */
async function writeLists(
  { program, file }: RestoreDumpOptions,
  folder: string,
): Promise<readonly [string, string]> {
  const lines = (await runProgram(program, { parameters: ['--list', file] })).split('\n');
  const write = async (name: string, part: readonly string[]) => {
    const path = join(folder, name);
    await writeFile(path, part.join('\n'));
    return path;
  };
  return [
    await write(
      'tables',
      lines.filter((line) => !isolates.test(line)),
    ),
    await write(
      'isolation',
      lines.filter((line) => isolates.test(line)),
    ),
  ];
}

function progressOf({ manifest, log }: RestoreDumpOptions): (line: string) => void {
  const total = manifest.tables.length;
  const progress = log && createProgress('tables restored', total, log, process.stderr);
  let done = 0;
  return (line) => {
    const table = /processing data for table "(.+)"/.exec(line)?.[1];
    if (table === undefined) return;
    // pg_restore speaks of partitions, and the manifest has the tables they belong to.
    done = Math.min(done + 1, total);
    progress?.update(done, table);
  };
}

async function run(
  { program, file, url }: RestoreDumpOptions,
  how: readonly string[],
  onLine: (line: string) => void,
  kept: string,
): Promise<void> {
  await runProgram(program, {
    url,
    onLine,
    parameters: [
      ...how,
      // The login that restores owns what it makes; who owns the lookup functions, the RLS says.
      '--no-owner',
      '--exit-on-error',
      '--no-password',
      '--verbose',
      // The one of the environment: a name here could be read as a connection string.
      '--dbname=',
      file,
    ],
  }).catch((cause: unknown) => {
    throw new OperationError('BACKUP_FAILED', `${errorText(cause)}\n${kept}`, { cause });
  });
}
