import { resolve } from 'node:path';
import { callingFolder } from '../../env.ts';
import { OperationError } from '../../environment/errors.ts';
import type { Command } from '../command.ts';
import { openDatabase } from '../database.ts';
import { table } from '../output.ts';

const command: Command = {
  summary: 'Write all rows of one tenant into a file',
  usage: '--tenant SLUG --output FILE',
  options: { tenant: { type: 'string' }, output: { type: 'string' } },
  async run(context) {
    const { flags, output, environment } = context;
    const { tenant: slug, output: file } = flags;
    if (typeof slug !== 'string' || typeof file !== 'string') {
      throw new OperationError('USAGE', '--tenant SLUG and --output FILE are needed.');
    }
    const isOwnLogin = environment.mode === 'local' || environment.hasBackup;
    const { url } = await openDatabase(
      context,
      `Exporting ${slug} from`,
      isOwnLogin ? 'backup' : 'migration',
    );
    const { exportTenant } = await import('../../backup/tenant/export/export-tenant.ts');
    const report = await exportTenant({
      url,
      slug,
      output: resolve(callingFolder(), file),
      log: (line) => output.line(`  ${line}`),
    });
    const rows = Object.entries(report.rows).map(([name, count]) => [`  ${name}`, `${count} rows`]);
    return {
      data: { ...report },
      lines: [...table(rows), `Exported ${report.tenant.name}: ${report.file}`],
    };
  },
};

export default command;
