import { superadminDb } from '@startkit/database';
import { items, organizations } from '@startkit/database/schema';
import { eq, exists, sql } from 'drizzle-orm';
import { z } from 'zod';
import { JobDataError, type Job } from '../job.ts';
import type { NewJob } from '../queue.ts';

const name = 'warehouse.reconcile-all';
const chunkSize = 500;

const jobData = z.strictObject({
  /** Also for organizations whose balances were compared today. */
  again: z.boolean().default(false),
  /** Mends what is found, too. */
  repair: z.boolean().default(false),
});

/** Gives each organization with a warehouse a job of its own: at most one a day, however many workers fan out. */
export function warehouseReconcileAll(): Job {
  return {
    name,
    async perform(data, { signal, enqueue }) {
      const { data: options, error } = jobData.safeParse(data ?? {});
      if (!options) throw new JobDataError(name, [z.prettifyError(error)]);
      const jobs = (await organizationsWithItems()).map((id) => reconcileOf(id, options));
      for (let i = 0; i < jobs.length; i += chunkSize) {
        signal.throwIfAborted();
        await enqueue(jobs.slice(i, i + chunkSize));
      }
    },
  };
}

async function organizationsWithItems(): Promise<readonly string[]> {
  const item = superadminDb
    .select({ one: sql`1` })
    .from(items)
    .where(eq(items.organizationId, organizations.id));
  const rows = await superadminDb
    .select({ id: organizations.id })
    .from(organizations)
    .where(exists(item));
  return rows.map(({ id }) => id);
}

function reconcileOf(organizationId: string, { again, repair }: z.infer<typeof jobData>): NewJob {
  return {
    name: 'warehouse.reconcile',
    data: { organizationId, userId: null, payload: { repair } },
    ...(again ? {} : { oncePerDay: organizationId }),
  };
}
