import driftConfig from '../../../drift.config.ts';
import { baseline, type BaselineResult } from '../../migrations/baseline/baseline.ts';
import type { Command } from '../command.ts';
import { openDatabase } from '../database.ts';

const command: Command = {
  summary:
    'Take over a database that has the tables already: compare, and mark migrations as applied',
  usage: '[--to TAG]',
  options: { to: { type: 'string' } },
  async run(context) {
    const { flags, output } = context;
    const { to } = flags;
    const { url } = await openDatabase(context, 'Taking over');
    const result = await baseline({
      url,
      ignore: driftConfig.ignore,
      ...(typeof to === 'string' && { to }),
      log: (line) => output.line(`  ${line}`),
    });
    const ok = result.findings.length === 0;
    return { ok, data: { ...result }, lines: ok ? taken(result) : refused(result) };
  },
};

export default command;

function taken({ marked, pending, unfilled }: BaselineResult): readonly string[] {
  return [
    ...marked.map((tag) => `  ${tag}`),
    `Marked ${marked.length} migration(s) as applied: the tables are what they make.`,
    ...unfilled.map((table) => `Warning: a migration puts rows into ${table}, which is empty.`),
    pending.length === 0
      ? 'Now run db:migrate: it applies Row-Level Security, which was not looked at.'
      : `Now run db:migrate: it applies ${pending.join(', ')} and Row-Level Security, which was not looked at.`,
  ];
}

function refused({ findings, sql }: BaselineResult): readonly string[] {
  return [
    ...findings.map(({ sentence }) => `  ${sentence}`),
    `${findings.length} difference(s) from what the migrations make. Nothing was marked, nothing was changed. If the ` +
      'database is at an older migration, give --to TAG. Otherwise this SQL mends it; then run db:baseline again:',
    '',
    sql.trimEnd(),
  ];
}
