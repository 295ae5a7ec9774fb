import { sql } from 'drizzle-orm';
import { db } from '../clients/default-database.ts';
import type { TenantQueue } from './tenant-queues.ts';

/** A JSON object: what a job is given besides its tenant. */
export type JobPayload = Readonly<Record<string, unknown>>;

/**
 * Puts a job into a queue for the organization and user in force: the database stamps both, and the worker
 * restores them around the job. Inside `db.transaction` the job is committed, or not, with everything else.
 *
 * @param payload at most 16,384 bytes of JSON; the job validates it when it runs. Nothing secret.
 * @returns the job's id.
 * @throws TenantContextMissingError outside `withTenant`.
 * @throws DatabaseError inside `withUser` (no organization), for an unknown queue, and for a payload that is
 * too large or no object; PermissionDeniedError for a portal user and for a superadmin.
 */
export async function enqueueJob(queue: TenantQueue, payload: JobPayload = {}): Promise<string> {
  const { rows } = await db.execute<{ id: string }>(
    sql`select app.enqueue_job(${queue}, ${JSON.stringify(payload)}::jsonb)::text as id`,
  );
  return rows[0]!.id;
}
