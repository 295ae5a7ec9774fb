import { resolve } from 'node:path';
import { callingFolder } from '../../env.ts';
import { OperationError } from '../../environment/errors.ts';
import { describeTarget } from '../../environment/target.ts';
import type { Command, CommandContext } from '../command.ts';
import { askForName } from '../confirm.ts';
import type { CommandDatabase } from '../database.ts';
import { createMissingDatabase, intoDatabase } from '../into.ts';

const command: Command = {
  summary: 'Restore a dump into an empty database, and compare every table with it',
  usage: 'FILE [--into NAME|URL] [--jobs N] [--confirm NAME]',
  operand: 'FILE',
  options: { into: { type: 'string' }, jobs: { type: 'string' }, confirm: { type: 'string' } },
  async run(context) {
    const { rest, output, environment } = context;
    const file = rest[0];
    if (file === undefined) throw new OperationError('USAGE', 'Which FILE? Nothing was done.');
    const jobs = jobsOf(context);
    const database = await targetOf(context);
    const { restore } = await import('../../backup/whole/restore.ts');
    const hasSecret = environment.mode === 'urls' && environment.hasContextSecret;
    const { manifest, migrations, status } = await restore({
      file: resolve(callingFolder(), file),
      url: database.url,
      jobs,
      contextSecret: hasSecret ? environment.contextSecret : undefined,
      log: (line) => output.line(`  ${line}`),
    });
    return {
      ok: status.current,
      data: { database: database.target.database, manifest, migrations, status },
      lines: [
        `Restored ${manifest.tables.length} tables; each has the rows and the checksum of the backup.`,
        ...migrations.map((tag) => `Applied ${tag}, which is newer than the backup.`),
        status.current
          ? 'Migrations are applied, and Row-Level Security is in sync.'
          : 'Something is not as it should be: see db:status.',
        ...(hasSecret ? [] : ['It has no context key yet: db:provision makes one.']),
      ],
    };
  },
};

export default command;

/** Says where to, asks for the name where it must, and makes the database when it is named and not there. */
async function targetOf(context: CommandContext): Promise<CommandDatabase> {
  const { output } = context;
  const { named, server, ...database } = await intoDatabase(context);
  output.line(`${output.style('bold', 'Restoring into')} ${describeTarget(database.target)}`);
  await askForName(context, { ...database, url: server }, 'db:restore writes into');
  if (named && (await createMissingDatabase(server, database.target.database))) {
    output.line(`  Made the database ${database.target.database}.`);
  }
  return database;
}

function jobsOf({ flags }: CommandContext): number {
  const jobs = Number(flags['jobs'] ?? 1);
  if (Number.isInteger(jobs) && jobs >= 1 && jobs <= 64) return jobs;
  throw new OperationError('USAGE', '--jobs is a whole number from 1 to 64. Nothing was done.');
}
