import { join, resolve } from 'node:path';
import { callingFolder } from '../../env.ts';
import { OperationError } from '../../environment/errors.ts';
import { repositoryRoot } from '../../environment/repository.ts';
import type { Manifest } from '../../backup/whole/manifest.ts';
import type { Command, CommandContext, CommandResult } from '../command.ts';
import { openDatabase } from '../database.ts';
import { bytes } from '../bytes.ts';
import { table } from '../output.ts';

const command: Command = {
  summary: 'Dump the whole database, with checksums; --verify checks a dump',
  usage: '[--dir FOLDER] [--keep N] [--keep-days N] | --verify FILE',
  options: {
    dir: { type: 'string' },
    keep: { type: 'string' },
    'keep-days': { type: 'string' },
    verify: { type: 'string' },
  },
  run: (context) =>
    typeof context.flags['verify'] === 'string'
      ? verify(context.flags['verify'])
      : dumpAll(context),
};

export default command;

async function dumpAll(context: CommandContext): Promise<CommandResult> {
  const { flags, output, environment } = context;
  const retention = { keep: wholeNumber(flags, 'keep'), keepDays: wholeNumber(flags, 'keep-days') };
  const isOwnLogin = environment.mode === 'local' || environment.hasBackup;
  const { url } = await openDatabase(context, 'Backing up', isOwnLogin ? 'backup' : 'migration');
  if (!isOwnLogin) {
    output.line('  BACKUP_DATABASE_URL is not set: this login may do more than a backup needs.');
  }
  const { backup } = await import('../../backup/whole/backup.ts');
  const report = await backup({
    url,
    folder: folderOf(flags['dir']),
    ...retention,
    log: (line) => output.line(`  ${line}`),
  });
  return {
    data: { file: report.file, removed: report.removed, manifest: report.manifest },
    lines: [
      ...describe(report.manifest),
      ...report.removed.map((path) => `Removed ${path}.`),
      `Backed up, and verified: ${report.file}`,
    ],
  };
}

async function verify(file: string): Promise<CommandResult> {
  const { verifyBackup } = await import('../../backup/whole/verify.ts');
  const path = resolve(callingFolder(), file);
  const { manifest } = await verifyBackup(path);
  return {
    data: { file: path, manifest },
    lines: [...describe(manifest), 'It is whole: size, SHA-256 and table of contents are right.'],
  };
}

function describe({ takenAt, database, serverVersion, seconds, ...size }: Manifest) {
  const rows = size.tables.reduce((sum, { rows: count }) => sum + count, 0);
  return table([
    ['  database', `${database} (PostgreSQL ${serverVersion})`],
    ['  taken at', takenAt],
    ['  holds', `${size.tables.length} tables, ${rows} rows, ${bytes(size.databaseBytes)}`],
    ['  file', `${bytes(size.bytes)}, in ${seconds.toFixed(1)} s`],
  ]);
}

function folderOf(given: string | boolean | undefined): string {
  if (typeof given === 'string') return resolve(callingFolder(), given);
  return join(repositoryRoot() ?? callingFolder(), '.startkit', 'backups');
}

function wholeNumber(flags: CommandContext['flags'], name: string): number | undefined {
  const text = flags[name];
  if (text === undefined) return undefined;
  const number = Number(text);
  if (Number.isSafeInteger(number) && number >= 1) return number;
  throw new OperationError('USAGE', `--${name} is a whole number from 1 on. Nothing was done.`);
}
