import { db, getTenantContext, withDeleted } from '@startkit/database';
import { auditLogs, projects } from '@startkit/database/schema';
import { and, eq, inArray, lt, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Job } from '../job.ts';
import { defineTenantJob } from '../tenant-job.ts';

/** Projects deleted in one transaction, and named in one audit entry. */
const batchSize = 100;

/**
 * Deletes for good what the organization deleted longer than the retention ago. Each batch is one transaction with its
 * entry in the audit log, so a job that was cut short is simply run again; of two at once, each takes
 * what the other has not locked.
 */
export function projectsPurge({ retentionDays }: { readonly retentionDays: number }): Job {
  return defineTenantJob('projects.purge', z.strictObject({}), async (_, { signal }) => {
    while ((await purgeBatch(retentionDays)) === batchSize) signal.throwIfAborted();
  });
}

/** Returns how many were purged. */
async function purgeBatch(retentionDays: number): Promise<number> {
  const { organizationId, userId } = getTenantContext();
  const own = eq(projects.organizationId, organizationId!);
  const expired = lt(projects.deletedAt, sql`now() - make_interval(days => ${retentionDays})`);
  return withDeleted(() =>
    db.transaction(async (tx) => {
      const batch = await tx
        .select({ id: projects.id, name: projects.name })
        .from(projects)
        .where(and(own, expired))
        .orderBy(projects.deletedAt)
        .limit(batchSize)
        .for('update', { skipLocked: true });
      if (batch.length === 0) return 0;
      const ids = batch.map(({ id }) => id);
      await tx.delete(projects).where(and(own, inArray(projects.id, ids)));
      await tx.insert(auditLogs).values({
        userId,
        action: 'project.purged',
        resourceType: 'project',
        metadata: { count: batch.length, retentionDays, projects: batch },
      });
      return batch.length;
    }),
  );
}
