import { Kysely, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import type { Contestant, ContestantOptions } from './contestant.ts';

interface Tables {
  tasks: {
    organization_id: string;
    id: string;
    number: number;
    title: string;
    status: string;
    due_at: Date;
  };
}

/** The documented pattern: a transaction that sets the tenant, then the query. */
export async function kyselyPattern(options: ContestantOptions): Promise<Contestant> {
  const pool = new pg.Pool({ connectionString: options.url, max: options.connections });
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  return {
    page: (organizationId) =>
      db.transaction().execute(async (tx) => {
        await sql`select set_config('app.tenant_id', ${organizationId}, true)`.execute(tx);
        return tx
          .selectFrom('tasks')
          .select(['organization_id as organizationId', 'id', 'number', 'title', 'status'])
          .select('due_at as dueAt')
          .orderBy('due_at')
          .limit(20)
          .execute();
      }),
    close: () => db.destroy(),
  };
}
