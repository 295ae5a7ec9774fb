import { OperationError } from '../../environment/errors.ts';
import {
  databaseEnvironments,
  holdsRealData,
  isDatabaseEnvironment,
  readMarker,
  writeMarker,
  type DatabaseEnvironment,
} from '../../environment/marker.ts';
import { withSession } from '../../environment/session.ts';
import type { Command, CommandContext } from '../command.ts';
import { openDatabase, type CommandDatabase } from '../database.ts';

const command: Command = {
  summary: 'Say which environment the database is, or mark it: destructive commands ask it',
  usage: `[--set ${databaseEnvironments.join('|')}] [--confirm DATABASE]`,
  options: { set: { type: 'string' }, confirm: { type: 'string' } },
  async run(context) {
    const wanted = readWanted(context);
    const database = await openDatabase(context, 'Environment of');
    return withSession(
      database.url,
      async (session) => {
        if (wanted !== undefined) {
          // An unknown mark is replaced, too.
          refuseUnconfirmed(context, database, await readMarker(session).catch(() => 'production'));
          await writeMarker(session, wanted);
        }
        const environment = await readMarker(session);
        return {
          data: { environment: environment ?? null },
          lines: [environment ?? 'not marked: db:environment --set NAME'],
        };
      },
      { name: 'startkit-environment' },
    );
  },
};

function readWanted({ flags }: CommandContext): DatabaseEnvironment | undefined {
  const wanted = flags['set'];
  if (wanted === undefined) return undefined;
  if (typeof wanted === 'string' && isDatabaseEnvironment(wanted)) return wanted;
  throw new OperationError(
    'USAGE',
    `--set takes one of ${databaseEnvironments.join(', ')}. Nothing was changed.`,
  );
}

function refuseUnconfirmed(
  { flags }: CommandContext,
  { target }: CommandDatabase,
  marked: string | undefined,
): void {
  if (marked === undefined || !isDatabaseEnvironment(marked) || !holdsRealData(marked)) return;
  if (flags['confirm'] === target.database) return;
  throw new OperationError(
    'REFUSED',
    `${target.database} is marked ${marked}. Nothing was changed. Give --confirm ${target.database} to mark it ` +
      'as something else: destructive commands would then work on it.',
  );
}

export default command;
