import { setTimeout as later } from 'node:timers/promises';
import type { TestDatabase } from './database.ts';

const ofTheApp = `datname = current_database() and usename = 'app_login'`;

/** Waits until one of the app's backends is in `pg_sleep`; returns its process id. */
export async function sleepingBackend(database: TestDatabase): Promise<number> {
  const sleeping = `select pid from pg_stat_activity where ${ofTheApp} and wait_event = 'PgSleep'`;
  for (;;) {
    const [row] = await database.admin(sleeping);
    if (row) return row['pid'] as number;
    await later(5);
  }
}

/** Terminates one backend and waits until it is gone. */
export async function terminate(database: TestDatabase, pid: number): Promise<void> {
  await database.admin(`select pg_terminate_backend(${pid}, 5000)`);
}

/** Terminates every backend of the app, and waits until they are gone. */
export async function terminateAll(database: TestDatabase): Promise<void> {
  await database.admin(
    `select pg_terminate_backend(pid, 5000) from pg_stat_activity where ${ofTheApp}`,
  );
}
