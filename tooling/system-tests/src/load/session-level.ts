import pg from 'pg';
import { countForeign, type Seen } from './seen.ts';

export interface SessionLevelOptions {
  readonly url: string;
  /** The context of each tenant, as text, signed. */
  readonly contexts: ReadonlyMap<string, string>;
  readonly readsEach: number;
}

/**
 * What the kit replaces: the tenant is set once a connection, for the session, and read with plain
 * statements. Returns how many rows of somebody else came.
 */
export async function countForeignAtSessionLevel(options: SessionLevelOptions): Promise<number> {
  const counts = await Promise.all(
    [...options.contexts].map(([id, context]) => readAs(options, id, context)),
  );
  return counts.reduce((sum, count) => sum + count, 0);
}

async function readAs(
  { url, readsEach }: SessionLevelOptions,
  organizationId: string,
  context: string,
): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  let foreign = 0;
  try {
    await client.query(`select set_config('app.context', $1, false)`, [context]);
    for (let i = 0; i < readsEach; i += 1) {
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
