import { provisionLocal } from '../../environment/provision-local.ts';
import { migrate } from '../../migrations/index.ts';
import { readMarker, writeMarker } from '../../environment/marker.ts';
import { withSession } from '../../environment/session.ts';
import type { Command, CommandContext } from '../command.ts';
import { localServer, openDatabase } from '../database.ts';

const command: Command = {
  summary: 'Apply pending migrations, and Row-Level Security with them',
  usage: '[--dry-run]',
  options: { 'dry-run': { type: 'boolean' } },
  interruptible: true,
  async run(context) {
    const { flags, output, signal } = context;
    const dryRun = flags['dry-run'] === true;
    const { url } = await openDatabase(context, dryRun ? 'Would migrate' : 'Migrating');
    const log = (line: string) => output.line(`  ${line}`);
    const result = await migrate({ url, dryRun, log, signal });
    const server = dryRun ? undefined : await localServer(context);
    if (server !== undefined) await provisionLocal(server);
    if (!dryRun) await markDeployed(context, url);
    return { data: { dryRun, ...result }, lines: describe(result, dryRun) };
  },
};

export default command;

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
