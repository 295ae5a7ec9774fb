import { provisionContextKey } from '../../environment/provision/context-key.ts';
import { provisionLocal } from '../../environment/provision-local.ts';
import { withSession } from '../../environment/session.ts';
import { migrate } from '../../migrations/index.ts';
import { dropKitSchemas } from '../../migrations/rebuild.ts';
import type { Command, CommandContext } from '../command.ts';
import {
  localServer,
  openDatabase,
  refuseDeployed,
  refuseForeign,
  refuseRealData,
} from '../database.ts';
import seedCommand from './seed.ts';

const command: Command = {
  summary: 'Development: delete everything, migrate and seed',
  usage: '[--database NAME] [--no-seed]',
  options: { database: { type: 'string' }, 'no-seed': { type: 'boolean' } },
  async run(context) {
    const { output, flags } = context;
    refuseDeployed(context, 'db:reset');
    const { url, target } = await openDatabase(context, 'Resetting');
    refuseForeign(context, target, 'db:reset');
    await refuseRealData(context, { url, target }, 'db:reset');
    const seeds = flags['no-seed'] !== true;
    if (seeds) await checkSeedable(context);
    await dropKitSchemas(url);
    output.line('Dropped everything.');
    const { migrations } = await migrate({ url, log: (line) => output.line(`  ${line}`) });
    const server = await localServer(context);
    if (server !== undefined) await provisionLocal(server);
    const missingKey = server === undefined && !(await restoreContextKey(context, url));
    const hints = missingKey ? [noKey] : [];
    if (!seeds) return { data: { migrations }, lines: ['Rebuilt, empty.', ...hints] };
    const seeded = await seedCommand.run({ ...context, flags: {} });
    return { data: { migrations, ...seeded.data }, lines: [...seeded.lines, 'Rebuilt.', ...hints] };
  },
};

const noKey =
  'TENANT_CONTEXT_SECRET is not set here, and the key went with everything else: db:provision makes a new one.';

/**
 * Whether the seed will get in: before anything is dropped, not after. The local server's login is made on the way.
 *
 * @throws OperationError `CONFIGURATION` when its connection string is missing, or as `openSession`.
 */
async function checkSeedable({ environment }: CommandContext): Promise<void> {
  if (environment.mode !== 'urls') return;
  await withSession(environment.superadmin, async () => {});
}

/**
 * The key went with everything else; the applications still have its secret.
 *
 * @returns whether there was one to restore it from.
 */
async function restoreContextKey({ environment }: CommandContext, url: string): Promise<boolean> {
  if (environment.mode !== 'urls' || !environment.hasContextSecret) return false;
  await provisionContextKey({ url, secret: environment.contextSecret });
  return true;
}

export default command;
