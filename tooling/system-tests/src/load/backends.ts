import pg from 'pg';
import { setTimeout as sleep } from 'node:timers/promises';

export interface BackendWatch {
  /** Has a server process of the login ended, as a failover or an administrator does. */
  killOne(): void;
  /** Returns how many server processes the login had at once, at most. */
  stop(): Promise<number>;
}

/** Watches the server processes of a login in a database, as a superuser beside the pooler. */
export async function watchBackends(adminUrl: string, login: string): Promise<BackendWatch> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  let isOver = false;
  let most = 0;
  const watch = async () => {
    while (!isOver) {
      const { rows } = await client.query<{ n: number }>(
        `select count(*)::int as n from pg_stat_activity
         where usename = $1 and datname = current_database()`,
        [login],
      );
      most = Math.max(most, rows[0]?.n ?? 0);
      await sleep(50);
    }
  };
  const running: Promise<unknown>[] = [watch()];
  return {
    killOne: () => {
      const kill = client.query(
        `select pg_terminate_backend(pid) from pg_stat_activity
         where usename = $1 and datname = current_database() order by random() limit 1`,
        [login],
      );
      running.push(kill);
    },
    stop: async () => {
      isOver = true;
      await Promise.all(running);
      await client.end();
      return most;
    },
  };
}
