import { superadminDb } from '@startkit/database';
import { projects } from '@startkit/database/schema';
import { lt, sql } from 'drizzle-orm';
import { z } from 'zod';
import { JobDataError, type Job } from '../job.ts';
import type { NewJob } from '../queue.ts';

const name = 'projects.purge-all';
const chunkSize = 500;

const jobData = z.strictObject({
  /** Also for organizations that had a purge today. */
  again: z.boolean().default(false),
});

/**
 * Gives each organization that has something to purge a job of its own: at most one a day, however many workers
 * fan out. Reads across organizations, so it is the superadmin's; the purge itself is the tenant's.
 */
export function projectsPurgeAll({ retentionDays }: { readonly retentionDays: number }): Job {
  return {
    name,
    async perform(data, { signal, enqueue }) {
      const { data: options, error } = jobData.safeParse(data ?? {});
      if (!options) throw new JobDataError(name, [z.prettifyError(error)]);
      const due = await organizationsDue(retentionDays);
      const jobs = due.map((id) => purgeOf(id, options.again));
      for (let i = 0; i < jobs.length; i += chunkSize) {
        signal.throwIfAborted();
        await enqueue(jobs.slice(i, i + chunkSize));
      }
    },
  };
}

async function organizationsDue(retentionDays: number): Promise<readonly string[]> {
  const rows = await superadminDb
    .selectDistinct({ id: projects.organizationId })
    .from(projects)
    .where(lt(projects.deletedAt, sql`now() - make_interval(days => ${retentionDays})`));
  return rows.map(({ id }) => id);
}

function purgeOf(organizationId: string, again: boolean): NewJob {
  return {
    name: 'projects.purge',
    data: { organizationId, userId: null, payload: {} },
    ...(again ? {} : { oncePerDay: organizationId }),
  };
}
