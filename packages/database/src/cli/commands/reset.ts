import { provisionContextKey } from '../../environment/provision/context-key.ts';
import { provisionLocal } from '../../environment/provision-local.ts';
import { migrate } from '../../migrations/index.ts';
import { dropKitSchemas } from '../../migrations/rebuild.ts';
import type { Command, CommandContext } from '../command.ts';
import { localServer, openDatabase, refuseDeployed, refuseForeign } from '../database.ts';
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
    await dropKitSchemas(url);
    output.line('Dropped everything.');
    const { migrations } = await migrate({ url, log: (line) => output.line(`  ${line}`) });
    const server = await localServer(context);
    if (server !== undefined) await provisionLocal(server);
    else await restoreContextKey(context, url);
    if (flags['no-seed'] === true) return { data: { migrations }, lines: ['Rebuilt, empty.'] };
    const seeded = await seedCommand.run({ ...context, flags: {} });
    return { data: { migrations, ...seeded.data }, lines: [...seeded.lines, 'Rebuilt.'] };
  },
};

/** The key went with everything else; the applications still have its secret. */
async function restoreContextKey({ environment }: CommandContext, url: string): Promise<void> {
  if (environment.mode !== 'urls' || !environment.hasContextSecret) return;
  await provisionContextKey({ url, secret: environment.contextSecret });
}

export default command;
