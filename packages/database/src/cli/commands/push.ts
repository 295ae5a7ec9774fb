import { pushSchema } from '../../migrations/push/push.ts';
import type { Command } from '../command.ts';
import { openDatabase, refuseDeployed, refuseRealData } from '../database.ts';
import { isInteractive } from '../terminal.ts';

const command: Command = {
  summary: 'Development: bring the database to what the schema says, without a migration',
  usage: '[--yes]',
  options: { yes: { type: 'boolean' } },
  async run(context) {
    const { flags, output } = context;
    refuseDeployed(context, 'db:push');
    const database = await openDatabase(context, 'Pushing the schema to');
    await refuseRealData(context, database, 'db:push');
    const { compileDatabasePolicies } = await import('../../policies.ts');
    const result = await pushSchema({
      url: database.url,
      rls: compileDatabasePolicies(),
      allowDrop: flags['yes'] === true,
      interactive: isInteractive() && !output.json,
      log: (line) => output.line(`  ${line}`),
    });
    const nothing = result.statements.length === 0 && !result.rls;
    return {
      data: { ...result },
      lines: nothing
        ? ['Nothing to do: the database is what the schema says.']
        : [...result.statements, `Applied ${result.statements.length} statement(s) and the RLS.`],
    };
  },
};

export default command;
