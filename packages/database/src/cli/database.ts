import type { ConnectionName } from '../environment/connections.ts';
import { OperationError } from '../environment/errors.ts';
import { type LocalServer, useLocalServer } from '../environment/local.ts';
import { holdsRealData, markerOf } from '../environment/marker.ts';
import { describeTarget, isLoopback, parseTarget, type Target } from '../environment/target.ts';
import { connectionUrl } from '../environment/urls.ts';
import type { CommandContext } from './command.ts';

/** A database as a command works on it. */
export interface CommandDatabase {
  readonly url: string;
  readonly target: Target;
}

/** Resolves the connection a command works on, and says which database that is. */
export async function openDatabase(
  { environment, output }: CommandContext,
  verb: string,
  name: ConnectionName = 'migration',
): Promise<CommandDatabase> {
  const url = await connectionUrl(name, { environment, log: output.line });
  const target = parseTarget(url);
  if (target === undefined)
    throw new OperationError('CONFIGURATION', 'Malformed connection string.');
  output.line(`${output.style('bold', verb)} ${describeTarget(target)}`);
  return { url, target };
}

/** The local server when the environment names no database, otherwise undefined. */
export async function localServer({
  environment,
}: Pick<CommandContext, 'environment'>): Promise<LocalServer | undefined> {
  if (environment.mode !== 'local') return undefined;
  return useLocalServer(environment.directory);
}

/** @throws OperationError `REFUSED` where real data may be. */
export function refuseDeployed(
  { environment }: Pick<CommandContext, 'environment'>,
  what: string,
): void {
  if (!environment.deployed) return;
  throw new OperationError(
    'REFUSED',
    `${what} is for development, and NODE_ENV is ${JSON.stringify(environment.nodeEnv)}. Nothing was ` +
      'changed.',
  );
}

/**
 * Refuses by what the database says of itself, whatever NODE_ENV says. One that is not marked may be anybody's,
 * unless it is this machine's.
 *
 * @throws OperationError `REFUSED`.
 */
export async function refuseRealData(
  context: Pick<CommandContext, 'environment'>,
  { url, target }: CommandDatabase,
  what: string,
): Promise<void> {
  if (context.environment.mode === 'local') return;
  const marked = await markerOf(url);
  if (marked === undefined ? isLoopback(target) : !holdsRealData(marked)) return;
  const reason =
    marked === undefined
      ? `${describeTarget(target)} is not this machine's and does not say which environment it is. Nothing was ` +
        'changed. If its rows are nobody’s, run db:environment --set development.'
      : `${target.database} is marked ${marked}. Nothing was changed. If its rows are nobody’s, run ` +
        `db:environment --set development --confirm ${target.database}.`;
  throw new OperationError('REFUSED', `${what} is for development, and ${reason}`);
}

/**
 * @throws OperationError `REFUSED` unless the database is on this machine; and, unless it is the local
 * server's, when `--database` does not name it. A tunnel to production looks like this machine: whoever
 * means it says so by name.
 */
export function refuseForeign(
  { environment, flags }: CommandContext,
  target: Target,
  what: string,
): void {
  if (environment.mode === 'local') return;
  if (!isLoopback(target)) {
    throw new OperationError(
      'REFUSED',
      `${what} works on a database of this machine only, and ${describeTarget(target)} is not. ` +
        'Nothing was changed.',
    );
  }
  if (flags['database'] === target.database) return;
  throw new OperationError(
    'REFUSED',
    `${what} would delete everything in ${describeTarget(target)}, which is not the kit's own local ` +
      `server. Nothing was changed. Give --database ${target.database} to do it.`,
  );
}
