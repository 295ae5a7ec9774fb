import { asc, eq, sql } from 'drizzle-orm';
import { drizzle as drizzleNodePostgres, type NodePgDatabase } from 'drizzle-orm/node-postgres';
import { drizzle as drizzlePostgresJs, type PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import pg from 'pg';
import postgres from 'postgres';
import { tasks } from '../dataset/schema.ts';
import type { Contestant, ContestantOptions } from './contestant.ts';

export const columns = {
  organizationId: tasks.organizationId,
  id: tasks.id,
  number: tasks.number,
  title: tasks.title,
  status: tasks.status,
  dueAt: tasks.dueAt,
};

type Connected<T> = { readonly db: T; close(): Promise<void> };
type Drizzle = NodePgDatabase | PostgresJsDatabase;

export function onNodePostgres(options: ContestantOptions): Connected<NodePgDatabase> {
  const pool = new pg.Pool({ connectionString: options.url, max: options.connections });
  return { db: drizzleNodePostgres(pool), close: () => pool.end() };
}

export function onPostgresJs(options: ContestantOptions): Connected<PostgresJsDatabase> {
  const client = postgres(options.url, { max: options.connections });
  return { db: drizzlePostgresJs(client), close: () => client.end() };
}

/** Drizzle without tenancy: the filter is written by hand. */
export function withoutTenancy({ db, close }: Connected<Drizzle>): Contestant {
  return {
    page: (organizationId) =>
      db
        .select(columns)
        .from(tasks)
        .where(eq(tasks.organizationId, organizationId))
        .orderBy(asc(tasks.dueAt))
        .limit(20),
    close,
  };
}

/** The documented pattern: a transaction that sets the tenant, then the query. */
export function withPattern({ db, close }: Connected<Drizzle>): Contestant {
  return {
    page: (organizationId) =>
      db.transaction(async (tx) => {
        await tx.execute(sql`select set_config('app.tenant_id', ${organizationId}, true)`);
        return tx.select(columns).from(tasks).orderBy(asc(tasks.dueAt)).limit(20);
      }),
    close,
  };
}
