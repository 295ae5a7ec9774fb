import { OperationError } from '../../environment/errors.ts';
import { createProgress, type Progress } from '../../seed/scale/progress.ts';
import type { Command, CommandContext } from '../command.ts';
import { openDatabase } from '../database.ts';

const command: Command = {
  summary: 'Build the balances of the warehouse from its ledger; interrupted, it continues',
  usage: '[--batch ITEMS]',
  options: { batch: { type: 'string' } },
  interruptible: true,
  async run(context) {
    const { output, signal } = context;
    const batchSize = batchOf(context);
    const { url } = await openDatabase(context, 'Building the balances of', 'superadmin');
    const { backfillBalances } = await import('../../warehouse/index.ts');
    let progress: Progress | undefined;
    const report = await backfillBalances({
      url,
      batchSize,
      signal,
      onProgress(done, total) {
        if (output.json || total === 0) return;
        progress ??= createProgress(
          'items',
          total,
          (line) => output.line(`  ${line}`),
          process.stderr,
        );
        progress.update(done, '');
      },
    });
    return {
      data: { ...report },
      lines: [
        ...(report.continued ? ['Continued where an earlier run was interrupted.'] : []),
        `The balances of ${report.items} items are what the ledger says; ${report.mended} were not.`,
      ],
    };
  },
};

export default command;

function batchOf({ flags }: CommandContext): number {
  const batch = Number(flags['batch'] ?? 200);
  if (Number.isSafeInteger(batch) && batch > 0) return batch;
  throw new OperationError(
    'USAGE',
    `--batch is a whole number from 1 on, not ${String(flags['batch'])}. Nothing was changed.`,
  );
}
