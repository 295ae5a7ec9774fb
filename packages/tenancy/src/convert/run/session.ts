import { setTimeout as sleep } from 'node:timers/promises';
import { rowsOf, type Queryable } from '../../catalog/queryable.ts';
import { ConversionStoppedError } from './errors.ts';

/** How long the session of a run that was killed is waited for, in ms. */
const patience = 60_000;

/**
 * Makes a session fit for a conversion: statements may take hours, its names mean what they say, and no other run is under way.
 *
 * @throws ConversionStoppedError when another one is.
 */
export async function prepareSession(db: Queryable, signal: AbortSignal): Promise<void> {
  await db.query(
    `set statement_timeout = 0; set idle_in_transaction_session_timeout = 0; set search_path = public, pg_temp`,
  );
  // When this process is killed the server soon knows, and ends what it was at. Not every platform can tell.
  await db.query(`set client_connection_check_interval = '1s'`).catch(() => {});
  const started = performance.now();
  while (!(await lock(db))) {
    signal.throwIfAborted();
    if (performance.now() - started > patience) {
      throw new ConversionStoppedError(
        'Another conversion of this database is under way. Nothing was done.',
      );
    }
    await sleep(250, undefined, { signal });
  }
}

async function lock(db: Queryable): Promise<boolean> {
  const [row] = await rowsOf<{ held: boolean }>(
    db,
    `select pg_catalog.pg_try_advisory_lock(pg_catalog.hashtextextended('tenancy convert', 0)) as held`,
  );
  return row?.held === true;
}
