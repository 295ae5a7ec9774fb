import { OperationError } from './errors.ts';
import { describeTarget } from './target.ts';
import { type Session, withSession } from './session.ts';

/*
 * Which environment a database is, said by the database itself: NODE_ENV says what a process was told, and a
 * connection string may lead anywhere. It is kept in the comment on the database, beside whatever else stands there:
 * it outlives db:reset, and a dump that is restored elsewhere does not carry it along.
 */

export const databaseEnvironments = ['development', 'test', 'staging', 'production'] as const;

export type DatabaseEnvironment = (typeof databaseEnvironments)[number];

const line = /^startkit environment: (\w+)$/m;

/** Whether rows there may be somebody's. */
export function holdsRealData(environment: DatabaseEnvironment): boolean {
  return environment === 'production' || environment === 'staging';
}

/**
 * @returns what the database is marked as; undefined when it is not.
 * @throws OperationError `CONFIGURATION` when the mark is none that we know: it is not taken for anything.
 */
export async function readMarker(session: Session): Promise<DatabaseEnvironment | undefined> {
  const found = line.exec(await readComment(session))?.[1];
  if (found === undefined || isDatabaseEnvironment(found)) return found;
  throw new OperationError(
    'CONFIGURATION',
    `${describeTarget(session.target)} is marked ${JSON.stringify(found)}, which is no environment. Nothing was ` +
      `changed. Run db:environment with one of ${databaseEnvironments.join(', ')}.`,
  );
}

/** Marks the database; what else its comment says is kept. The login must own it. */
export async function writeMarker(
  session: Session,
  environment: DatabaseEnvironment,
): Promise<void> {
  const others = (await readComment(session)).replace(line, '').trim();
  const comment = [others, `startkit environment: ${environment}`].filter(Boolean).join('\n');
  const [quoted] = await session.rows<{ text: string }>(
    `select pg_catalog.format('comment on database %I is %L', pg_catalog.current_database(), $1::text) as text`,
    [comment],
  );
  if (quoted !== undefined) await session.run(quoted.text);
}

/** Reads the mark of the database at `url`; see {@link readMarker}. */
export function markerOf(url: string): Promise<DatabaseEnvironment | undefined> {
  return withSession(url, readMarker, { name: 'startkit-environment' });
}

export function isDatabaseEnvironment(text: string): text is DatabaseEnvironment {
  return (databaseEnvironments as readonly string[]).includes(text);
}

async function readComment(session: Session): Promise<string> {
  const [row] = await session.rows<{ comment: string | null }>(
    `select pg_catalog.shobj_description(oid, 'pg_database') as comment
       from pg_catalog.pg_database where datname = pg_catalog.current_database()`,
  );
  return row?.comment ?? '';
}
