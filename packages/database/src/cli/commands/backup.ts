import { resolve } from 'node:path';
import { callingFolder } from '../../env.ts';
import { OperationError } from '../../environment/errors.ts';
import type { Manifest } from '../../backup/whole/manifest.ts';
import type { Command, CommandContext, CommandResult } from '../command.ts';
import { backUp } from '../back-up.ts';
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
  const { flags } = context;
  const { dir } = flags;
  const report = await backUp(context, {
    folder: typeof dir === 'string' ? dir : undefined,
    keep: wholeNumber(flags, 'keep'),
    keepDays: wholeNumber(flags, 'keep-days'),
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

function wholeNumber(flags: CommandContext['flags'], name: string): number | undefined {
  const text = flags[name];
  if (text === undefined) return undefined;
  const number = Number(text);
  if (Number.isSafeInteger(number) && number >= 1) return number;
  throw new OperationError('USAGE', `--${name} is a whole number from 1 on. Nothing was done.`);
}
