import { join, resolve } from 'node:path';
import type { BackupReport } from '../backup/whole/backup.ts';
import { callingFolder } from '../env.ts';
import { repositoryRoot } from '../environment/repository.ts';
import type { CommandContext } from './command.ts';
import { openDatabase } from './database.ts';

export interface BackUpOptions {
  /** Where dumps are kept, from the folder the command was called in. Default: `.startkit/backups` of the repository. */
  readonly folder?: string | undefined;
  readonly keep?: number | undefined;
  readonly keepDays?: number | undefined;
}

/**
 * Dumps the whole database, as the backup login where there is one.
 *
 * @throws OperationError as `backup`.
 */
export async function backUp(
  context: CommandContext,
  { folder, ...retention }: BackUpOptions = {},
): Promise<BackupReport> {
  const { output, environment } = context;
  const isOwnLogin = environment.mode === 'local' || environment.hasBackup;
  const { url } = await openDatabase(context, 'Backing up', isOwnLogin ? 'backup' : 'migration');
  if (!isOwnLogin) {
    output.line('  BACKUP_DATABASE_URL is not set: this login may do more than a backup needs.');
  }
  const { backup } = await import('../backup/whole/backup.ts');
  return backup({
    url,
    folder: folderOf(folder),
    ...retention,
    log: (line) => output.line(`  ${line}`),
  });
}

function folderOf(given: string | undefined): string {
  if (given !== undefined) return resolve(callingFolder(), given);
  return join(repositoryRoot() ?? callingFolder(), '.startkit', 'backups');
}
