import { sql } from 'drizzle-orm';
import { withTenant, type Db } from '@startkit/database';
import { query } from '../query.ts';

/** How many server processes of `login` do anything, or have a transaction open. */
export async function countBusy(adminUrl: string, login: string): Promise<number> {
  const [row] = await query<{ n: number }>(
    adminUrl,
    `select count(*)::int as n from pg_stat_activity
     where usename = $1 and datname = current_database() and state <> 'idle'`,
    [login],
  );
  return row!.n;
}

/** How many server connections serve at once, of as many as are asked for. */
export async function countServing(
  db: Db,
  tenants: readonly string[],
  atOnce: number,
): Promise<number> {
  const hold = async () => {
    const { rows } = await db.execute<{ pid: number }>(
      sql`select pg_backend_pid() as pid, pg_sleep(1)`,
    );
    return rows[0]!.pid;
  };
  const served = tenants
    .slice(0, atOnce)
    .map((organizationId) => withTenant({ organizationId }, hold));
  return new Set(await Promise.all(served)).size;
}
