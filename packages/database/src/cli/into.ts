import { OperationError } from '../environment/errors.ts';
import { withSession } from '../environment/session.ts';
import { parseTarget } from '../environment/target.ts';
import { connectionUrl } from '../environment/urls.ts';
import type { CommandContext } from './command.ts';
import type { CommandDatabase } from './database.ts';

const passwordShown =
  'A password on the command line is shown to everybody on this machine: leave it out, and set PGPASSWORD.';

export interface IntoDatabase extends CommandDatabase {
  /** A database of the same server that is there, for questions about it. */
  readonly server: string;
  /** Whether it is a name, of a database that may be made. */
  readonly named: boolean;
}

/**
 * The database that `--into` means: a connection string, or the name of a database on the server of the migration
 * connection, which needs no password on the command line. Without it, the migration connection's own.
 *
 * @throws OperationError `USAGE` for a malformed connection string.
 */
export async function intoDatabase({
  environment,
  flags,
  output,
}: CommandContext): Promise<IntoDatabase> {
  const into = flags['into'];
  if (typeof into === 'string' && into.includes('://')) {
    if (/:\/\/[^@/]*:[^@/]*@/.test(into)) output.line(`  ${passwordShown}`);
    return { ...at(into), server: into, named: false };
  }
  const own = await connectionUrl('migration', { environment, log: output.line });
  return typeof into === 'string'
    ? { ...at(withDatabase(own, into)), server: own, named: true }
    : { ...at(own), server: own, named: false };
}

/** Makes the database `name` on the server of `url` when it is not there. @returns whether it was made. */
export async function createMissingDatabase(url: string, name: string): Promise<boolean> {
  return withSession(
    url,
    async (session) => {
      const there = await session.rows('select from pg_catalog.pg_database where datname = $1', [
        name,
      ]);
      if (there.length > 0) return false;
      await session.run(`create database "${name.replaceAll('"', '""')}"`);
      return true;
    },
    { name: 'startkit-create-database' },
  );
}

function at(url: string): CommandDatabase {
  const target = parseTarget(url);
  if (target !== undefined) return { url, target };
  throw new OperationError('USAGE', '--into is neither a connection string nor a database’s name.');
}

function withDatabase(url: string, name: string): string {
  return Object.assign(new URL(url), { pathname: `/${encodeURIComponent(name)}` }).toString();
}
