import { migrationStatus, type MigrationState } from '../../migrations/index.ts';
import type { Command } from '../command.ts';
import { openDatabase } from '../database.ts';
import { type Style, table } from '../output.ts';

const styles: Readonly<Record<MigrationState, Style>> = {
  applied: 'green',
  pending: 'yellow',
  drifted: 'red',
  missing: 'red',
};

const command: Command = {
  summary: 'Say what is applied; exit code 1 when something is not, for CI',
  async run(context) {
    const { output } = context;
    const { url } = await openDatabase(context, 'Status of');
    const status = await migrationStatus({ url });
    const rows = [
      {
        name: 'environment',
        state: status.environment ?? 'not marked (db:environment)',
        style: 'dim' as const,
      },
      ...status.migrations.map(({ tag, state, statementsDone }) => ({
        name: tag,
        state:
          statementsDone === undefined ? state : `${state}, ${statementsDone} statement(s) done`,
        style: styles[state],
      })),
      status.rlsInSync
        ? ({ name: 'Row-Level Security', state: 'in sync', style: 'green' } as const)
        : ({ name: 'Row-Level Security', state: 'out of sync', style: 'red' } as const),
    ];
    const lines = table(rows.map(({ name, state }) => [`  ${name}`, state])).map((line, index) => {
      const { state, style } = rows[index] ?? { state: '', style: 'dim' as const };
      return line.slice(0, line.length - state.length) + output.style(style, state);
    });
    const pushed = status.pushed ? ['  Changes of db:push are in it: db:reset removes them.'] : [];
    const exposed = status.exposures.map((text) => `  ${output.style('red', 'exposed')}: ${text}`);
    return { ok: status.current, data: { ...status }, lines: [...lines, ...pushed, ...exposed] };
  },
};

export default command;
