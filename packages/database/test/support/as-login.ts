import pg from 'pg';

/** Runs `fn` on a plain connection of a login: what an attacker, or code without the client, has. */
export async function asLogin<T>(url: string, fn: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await fn(client);
  } finally {
    await client.end();
  }
}
