import { connectionUrls } from '../../environment/urls.ts';
import { newTenant, type NewTenant } from '../../seed/tenant/new-tenant.ts';
import type { Command, CommandContext } from '../command.ts';
import { openDatabase, refuseDeployed, refuseRealData } from '../database.ts';
import { table } from '../output.ts';

const command: Command = {
  summary: 'Fill the database: reference data, and demonstration data in development',
  usage: '[--scale N] [--essential] | --tenant SLUG --name NAME --contact EMAIL [--plan PLAN]',
  options: {
    scale: { type: 'string' },
    essential: { type: 'boolean' },
    tenant: { type: 'string' },
    name: { type: 'string' },
    plan: { type: 'string' },
    contact: { type: 'string' },
  },
  async run(context) {
    const essential = context.flags['essential'] === true;
    const { scale } = context.flags;
    const tenant = tenantOf(context.flags);
    const isReal = essential || tenant !== undefined;
    if (!isReal) refuseDeployed(context, demonstration);
    const database = await openDatabase(context, 'Seeding', 'superadmin');
    if (!isReal) await refuseRealData(context, database, demonstration);
    const urls = await connectionUrls({ environment: context.environment });
    const { seed } = await import('../../seed/index.ts');
    const report = await seed({
      superadminUrl: database.url,
      // Read when it is needed, which is for --scale alone.
      get migrationUrl() {
        return urls.migration;
      },
      essential,
      ...(tenant && { tenant }),
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

function tenantOf(flags: CommandContext['flags']): NewTenant | undefined {
  const given = Object.fromEntries(
    ['tenant', 'name', 'plan', 'contact'].map((name) => {
      const text = flags[name];
      return [name, typeof text === 'string' ? text : undefined];
    }),
  );
  if (Object.values(given).every((text) => text === undefined)) return undefined;
  const { tenant: slug, name, plan, contact } = given;
  return newTenant({ slug, name, plan, contact });
}

export default command;
