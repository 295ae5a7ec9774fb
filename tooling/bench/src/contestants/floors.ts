import pg from 'pg';
import postgres from 'postgres';
import type { Contestant, ContestantOptions, Row } from './contestant.ts';

/** The same as Drizzle makes of it. */
export const pageSql = `select "organization_id" as "organizationId", "id", "number", "title", "status", "due_at" as "dueAt"
  from "tasks" where "tasks"."organization_id" = $1 order by "tasks"."due_at" limit $2`;

/** node-postgres, a named statement: parsed and planned once a connection. */
export async function nodePostgresPrepared(options: ContestantOptions): Promise<Contestant> {
  const pool = new pg.Pool({ connectionString: options.url, max: options.connections });
  return {
    async page(organizationId) {
      const values = [organizationId, 20];
      const { rows } = await pool.query<Row>({ name: 'page', text: pageSql, values });
      return rows;
    },
    close: () => pool.end(),
  };
}

/** postgres.js, which prepares by itself. */
export async function postgresJsPrepared(options: ContestantOptions): Promise<Contestant> {
  const sql = postgres(options.url, { max: options.connections });
  return {
    page: (organizationId) => sql<Row[]>`
      select organization_id as "organizationId", id, number, title, status, due_at as "dueAt"
      from tasks where organization_id = ${organizationId} order by due_at limit ${20}`,
    close: () => sql.end(),
  };
}
