import { OperationError } from '../environment/errors.ts';
import { holdsRealData, markerOf } from '../environment/marker.ts';
import { describeTarget, isLoopback } from '../environment/target.ts';
import type { CommandContext } from './command.ts';
import type { CommandDatabase } from './database.ts';

/**
 * Asks for the database's name, as `--confirm NAME`, where real data may be: in a deployment, in a database that is marked
 * as one, and on another machine.
 *
 * @param what is about to be done, "db:import writes into".
 * @throws OperationError `REFUSED` when it is not given, or another one is.
 */
export async function askForName(
  context: Pick<CommandContext, 'environment' | 'flags'>,
  { url, target }: CommandDatabase,
  what: string,
): Promise<void> {
  const given = context.flags['confirm'];
  if (given === target.database) return;
  if (given === undefined && !(await mayHoldRealData(context, { url, target }))) return;
  throw new OperationError(
    'REFUSED',
    `${what} ${describeTarget(target)}${given === undefined ? '' : `, and --confirm says ${String(given)}`}. Nothing ` +
      `was changed. Give --confirm ${target.database} to do it.`,
  );
}

async function mayHoldRealData(
  { environment }: Pick<CommandContext, 'environment'>,
  { url, target }: CommandDatabase,
): Promise<boolean> {
  if (environment.deployed) return true;
  const marked = await markerOf(url);
  return marked === undefined ? !isLoopback(target) : holdsRealData(marked);
}
