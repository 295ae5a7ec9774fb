import { resolve } from 'node:path';
import type { ImportReport } from '../../backup/tenant/import/options.ts';
import { callingFolder } from '../../env.ts';
import { OperationError } from '../../environment/errors.ts';
import { describeTarget } from '../../environment/target.ts';
import type { Command } from '../command.ts';
import { askForName } from '../confirm.ts';
import { intoDatabase } from '../into.ts';
import { table } from '../output.ts';

const command: Command = {
  summary: 'Write the tenant of a file into a database, beside the others',
  usage:
    'FILE [--into NAME|URL] [--slug SLUG] [--new-ids] [--create-users] [--disable-triggers] [--dry-run] [--confirm NAME]',
  operand: 'FILE',
  options: {
    into: { type: 'string' },
    slug: { type: 'string' },
    'new-ids': { type: 'boolean' },
    'create-users': { type: 'boolean' },
    'disable-triggers': { type: 'boolean' },
    'dry-run': { type: 'boolean' },
    confirm: { type: 'string' },
  },
  async run(context) {
    const { rest, flags, output } = context;
    const file = rest[0];
    if (file === undefined) throw new OperationError('USAGE', 'Which FILE? Nothing was done.');
    const dryRun = flags['dry-run'] === true;
    const database = await intoDatabase(context);
    const verb = dryRun ? 'Would import into' : 'Importing into';
    output.line(`${output.style('bold', verb)} ${describeTarget(database.target)}`);
    if (!dryRun) await askForName(context, database, 'db:import writes a tenant into');
    const { importTenant } = await import('../../backup/tenant/import/import-tenant.ts');
    const report = await importTenant({
      url: database.url,
      file: resolve(callingFolder(), file),
      slug: typeof flags['slug'] === 'string' ? flags['slug'] : undefined,
      newIds: flags['new-ids'] === true,
      createPeople: flags['create-users'] === true,
      disableTriggers: flags['disable-triggers'] === true,
      dryRun,
      log: (line) => output.line(`  ${line}`),
    });
    return { data: { dryRun, ...report }, lines: describe(report, dryRun) };
  },
};

export default command;

function describe(report: ImportReport, dryRun: boolean): readonly string[] {
  const { tenant, people, untouched, leftOut } = report;
  const rows = Object.entries(report.rows).map(([name, count]) => [`  ${name}`, `${count} rows`]);
  return [
    ...table(rows),
    `  people: ${people.matched} found by their e-mail address, ${people.created} made`,
    ...(report.otherMigrations
      ? ['  The file was made by a database with other migrations; its columns fit.']
      : []),
    ...(leftOut.length > 0
      ? [`  Not copied, for they open the original’s door: ${leftOut.join(', ')}.`]
      : []),
    ...(untouched.length > 0
      ? [`  Left as it was, where it may name old ids: the JSON of ${untouched.join(', ')}.`]
      : []),
    dryRun
      ? `It can be imported as ${tenant.slug}. Nothing was changed.`
      : `Imported as ${tenant.slug} (${tenant.id}); every row was compared with the file.`,
  ];
}
