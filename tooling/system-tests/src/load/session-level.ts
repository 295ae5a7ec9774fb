import pg from 'pg';
import { countForeign, type Seen } from './seen.ts';

/**
 * What the kit replaces: the tenant is set once a connection, for the session, and read with plain
 * statements. Returns how many rows of somebody else came.
 */
export async function countForeignAtSessionLevel(
  url: string,
  tenants: readonly string[],
  readsEach: number,
): Promise<number> {
  const counts = await Promise.all(tenants.map((id) => readAs(url, id, readsEach)));
  return counts.reduce((sum, count) => sum + count, 0);
}

async function readAs(url: string, organizationId: string, reads: number): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  let foreign = 0;
  try {
    await client.query(`select set_config('app.current_org_id', $1, false)`, [organizationId]);
    for (let i = 0; i < reads; i += 1) {
      const { rows } = await client.query<Seen>(
        `select organization_id as "organizationId", pg_backend_pid() as backend from public.projects`,
      );
      foreign += countForeign(rows, organizationId);
    }
  } finally {
    await client.end();
  }
  return foreign;
}
