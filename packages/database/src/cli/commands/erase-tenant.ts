import type { ErasureReport } from '../../backup/tenant/erase/report.ts';
import { OperationError } from '../../environment/errors.ts';
import type { Command } from '../command.ts';
import { openDatabase } from '../database.ts';
import { table } from '../output.ts';

const command: Command = {
  summary: 'Delete everything of one tenant, for good; --dry-run says what',
  usage: 'SLUG [--users] --dry-run | --confirm SLUG',
  operand: 'SLUG',
  options: {
    users: { type: 'boolean' },
    'dry-run': { type: 'boolean' },
    confirm: { type: 'string' },
  },
  async run(context) {
    const { rest, flags, output } = context;
    const slug = rest[0];
    if (slug === undefined) throw new OperationError('USAGE', 'Which SLUG? Nothing was done.');
    const dryRun = flags['dry-run'] === true;
    const { url, target } = await openDatabase(
      context,
      `${dryRun ? 'Would erase' : 'Erasing'} ${slug} from`,
    );
    if (!dryRun && flags['confirm'] !== slug) {
      throw new OperationError(
        'REFUSED',
        `db:erase-tenant deletes every row of ${slug} in ${target.database}, and nothing brings them back but a backup. ` +
          `Nothing was changed. See what goes with --dry-run; then give --confirm ${slug}.`,
      );
    }
    const { eraseTenant } = await import('../../backup/tenant/erase/erase-tenant.ts');
    const report = await eraseTenant({
      url,
      slug,
      users: flags['users'] === true,
      dryRun,
      log: (line) => output.line(`  ${line}`),
    });
    return { data: { ...report }, lines: describe(report) };
  },
};

export default command;

function describe({ tenant, tables, kept, dryRun }: ErasureReport): readonly string[] {
  const total = tables.reduce((sum, { removed }) => sum + removed, 0);
  return [
    ...table(tables.map((its) => [`  ${its.table}`, `${its.removed} rows`])),
    ...kept.map(({ what, rows, why }) => `  kept: ${rows} of ${what}: ${why}`),
    '  kept: backups and exports that were made before hold the tenant until they are deleted',
    dryRun
      ? `Would erase ${tenant.name}: ${total} rows. Nothing was changed.`
      : `Erased ${tenant.name}: ${total} rows. No row of it is left in any table of the tenants.`,
  ];
}
