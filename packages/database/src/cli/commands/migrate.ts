import { provisionLocal } from '../../environment/provision-local.ts';
import { migrate, migrationStatus } from '../../migrations/index.ts';
import { OperationError } from '../../environment/errors.ts';
import { readMarker, writeMarker } from '../../environment/marker.ts';
import { withSession } from '../../environment/session.ts';
import { backUp } from '../back-up.ts';
import type { Command, CommandContext } from '../command.ts';
import { localServer, openDatabase } from '../database.ts';

const command: Command = {
  summary: 'Apply pending migrations, and Row-Level Security with them',
  usage: '[--dry-run] [--no-backup]',
  options: { 'dry-run': { type: 'boolean' }, 'no-backup': { type: 'boolean' } },
  interruptible: true,
  async run(context) {
    const { flags, output, signal } = context;
    const dryRun = flags['dry-run'] === true;
    const { url } = await openDatabase(context, dryRun ? 'Would migrate' : 'Migrating');
    const log = (line: string) => output.line(`  ${line}`);
    const backup = await backupFirst(context, url);
    const result = await migrate({ url, dryRun, log, signal });
    const server = dryRun ? undefined : await localServer(context);
    if (server !== undefined) await provisionLocal(server);
    if (!dryRun) await markDeployed(context, url);
    return {
      data: { dryRun, ...(backup && { backup }), ...result },
      lines: describe(result, dryRun),
    };
  },
};

export default command;

/**
 * Backs up a production database, of which the database itself says that it is one, before migrations change it.
 *
 * @returns the dump; undefined when there is none to be made.
 * @throws OperationError when the backup fails: nothing was migrated then.
 */
async function backupFirst(context: CommandContext, url: string): Promise<string | undefined> {
  const { flags, output } = context;
  if (flags['dry-run'] === true || !(await changesProduction(context, url))) return undefined;
  if (flags['no-backup'] === true) {
    output.line('  No backup: --no-backup.');
    return undefined;
  }
  try {
    const { file } = await backUp(context);
    output.line(`  Backed up, and verified: ${file}`);
    return file;
  } catch (cause) {
    if (!(cause instanceof OperationError)) throw cause;
    throw new OperationError(
      cause.code,
      `${cause.message}\nNothing was migrated: production is backed up first. Where your host takes backups that you ` +
        'have restored once, give --no-backup.',
      { cause },
    );
  }
}

/** One that is not marked yet is what NODE_ENV says. Where nothing was ever applied, there is nothing to save. */
async function changesProduction({ environment }: CommandContext, url: string): Promise<boolean> {
  const status = await migrationStatus({ url });
  const marked = status.environment ?? environment.nodeEnv;
  const isFilled = status.migrations.some(({ state }) => state === 'applied');
  return marked === 'production' && isFilled && !status.current;
}

/** The first deployment says what the database is; from then on the database says it itself. */
async function markDeployed({ environment, output }: CommandContext, url: string): Promise<void> {
  if (!environment.deployed) return;
  await withSession(
    url,
    async (session) => {
      if ((await readMarker(session)) !== undefined) return;
      const marked = environment.nodeEnv === 'staging' ? 'staging' : 'production';
      await writeMarker(session, marked);
      output.line(
        `  Marked as ${marked}: destructive commands refuse it from now on (db:environment).`,
      );
    },
    { name: 'startkit-environment' },
  );
}

function describe(
  { migrations, rls }: { readonly migrations: readonly string[]; readonly rls: boolean },
  dryRun: boolean,
): readonly string[] {
  if (migrations.length === 0 && !rls) return ['Nothing to do: everything is applied.'];
  const done = dryRun ? 'Would apply' : 'Applied';
  const listed = dryRun ? migrations.map((tag) => `  ${tag}`) : [];
  return [...listed, `${done} ${migrations.length} migration(s) and Row-Level Security.`];
}
