import { applyRls } from '../../migrations/index.ts';
import type { Command } from '../command.ts';
import { openDatabase } from '../database.ts';

const command: Command = {
  summary: 'Apply the compiled Row-Level Security when it or the database differs',
  interruptible: true,
  async run(context) {
    const { url } = await openDatabase(context, 'Row-Level Security of');
    const log = (line: string) => context.output.line(`  ${line}`);
    const { applied } = await applyRls({ url, log, signal: context.signal });
    return {
      data: { applied },
      lines: [applied ? 'Applied.' : 'Nothing to do: it is as it should be.'],
    };
  },
};

export default command;
