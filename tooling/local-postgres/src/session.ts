import pg from 'pg';
import { SUPERUSER } from './credentials.ts';
import { HOST } from './port.ts';

/** Runs `work` on a connection of the superuser. Rejects with pg's errors. */
export async function asSuperuser<T>(
  server: { readonly port: number; readonly password: string; readonly database?: string },
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({
    host: HOST,
    port: server.port,
    user: SUPERUSER,
    password: server.password,
    database: server.database ?? 'postgres',
    connectionTimeoutMillis: 5_000,
    ssl: false,
  });
  // A server that goes away is reported by the query that waits for it.
  client.on('error', () => undefined);
  try {
    await client.connect();
    return await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** The address a program connects with. */
export function connectionUrl(
  login: string,
  password: string,
  port: number,
  database: string,
): string {
  const [user, secret, name] = [login, password, database].map(encodeURIComponent);
  return `postgres://${user}:${secret}@${HOST}:${port}/${name}`;
}
