import { sql } from 'drizzle-orm';
import type { Db } from '@startkit/database';
import { projects } from '@startkit/database/schema';

/** A project as a statement saw it, and the server process that ran the statement. */
export interface Seen {
  readonly organizationId: string;
  readonly backend: number;
}

export const projectsPerTenant = 3;

/** All projects that `db` shows in the context in force. */
export async function see(db: Pick<Db, 'select'>): Promise<readonly Seen[]> {
  return db
    .select({
      organizationId: projects.organizationId,
      backend: sql<number>`pg_backend_pid()`,
    })
    .from(projects);
}

/** How many of the rows belong to somebody else. */
export function countForeign(rows: readonly Seen[], organizationId: string): number {
  return rows.filter((row) => row.organizationId !== organizationId).length;
}
