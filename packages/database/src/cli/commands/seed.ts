import { connectionUrls } from '../../environment/urls.ts';
import type { Command } from '../command.ts';
import { openDatabase, refuseDeployed } from '../database.ts';
import { table } from '../output.ts';

const command: Command = {
  summary: 'Fill the database: reference data, and demonstration data in development',
  usage: '[--scale N] [--essential]',
  options: { scale: { type: 'string' }, essential: { type: 'boolean' } },
  async run(context) {
    const essential = context.flags['essential'] === true;
    const { scale } = context.flags;
    if (!essential) refuseDeployed(context, 'Demonstration data (db:seed without --essential)');
    const { url } = await openDatabase(context, 'Seeding', 'superadmin');
    const urls = await connectionUrls({ environment: context.environment });
    const { seed } = await import('../../seed/index.ts');
    const report = await seed({
      superadminUrl: url,
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

export default command;
