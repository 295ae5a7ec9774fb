import { setTimeout as sleep } from 'node:timers/promises';
import { query, type TestDatabase } from './database.ts';

/** Waits until `found` finds something. */
export async function until<T>(found: () => Promise<T | undefined>, seconds = 20): Promise<T> {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const value = await found();
    if (value !== undefined) return value;
    if (Date.now() > end) throw new Error(`waited in vain for ${found.toString()}`);
    await sleep(50);
  }
}

/** Waits until a statement that looks like this runs in the database, or waits for a lock there. */
export function untilRuns(
  { adminUrl, name }: TestDatabase,
  like: string,
  { waiting = false }: { readonly waiting?: boolean } = {},
): Promise<{ readonly pid: number }> {
  return until(async () => {
    const [row] = await query<{ pid: number }>(
      adminUrl,
      `select pid from pg_stat_activity
        where datname = '${name}' and state = 'active' and pid <> pg_backend_pid() and query ilike '${like}'
          ${waiting ? `and wait_event_type = 'Lock'` : ''}`,
    );
    return row;
  });
}
