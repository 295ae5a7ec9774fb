import { connectionUrls } from '../../environment/urls.ts';
import type { Command } from '../command.ts';
import { openDatabase, refuseDeployed, refuseRealData } from '../database.ts';
import { table } from '../output.ts';

const command: Command = {
  summary: 'Fill the database: reference data, and demonstration data in development',
  usage: '[--scale N] [--essential]',
  options: { scale: { type: 'string' }, essential: { type: 'boolean' } },
  async run(context) {
    const essential = context.flags['essential'] === true;
    const { scale } = context.flags;
    if (!essential) refuseDeployed(context, demonstration);
    const database = await openDatabase(context, 'Seeding', 'superadmin');
    if (!essential) await refuseRealData(context, database, demonstration);
    const urls = await connectionUrls({ environment: context.environment });
    const { seed } = await import('../../seed/index.ts');
    const report = await seed({
      superadminUrl: database.url,
      // Read when it is needed, which is for --scale alone.
      get migrationUrl() {
        return urls.migration;
      },
      essential,
      ...(scale !== undefined && { scale: Number(scale) }),
      log: (line) => context.output.line(`  ${line}`),
    });
    const rows = report.tables.map(({ table: name, inserted, existing }) => [
      `  ${name}`,
      `${inserted} added`,
      `${existing} there already`,
    ]);
    return { data: { ...report }, lines: table(rows) };
  },
};

const demonstration = 'Demonstration data (db:seed without --essential)';

export default command;
