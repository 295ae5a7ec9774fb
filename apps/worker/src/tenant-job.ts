import { withTenant } from '@startkit/database';
import { z } from 'zod';
import { JobDataError, type Job, type JobRun } from './job.ts';

/** What every job of a tenant carries; `app.enqueue_job` writes the same. */
const tenantJobData = z.strictObject({
  organizationId: z.uuid(),
  userId: z.uuid().nullable(),
  payload: z.unknown(),
});

export type TenantJobData = z.infer<typeof tenantJobData>;

/**
 * A job that runs for one tenant: everything in `perform` is inside `withTenant`, as the user who enqueued it,
 * with the rights they have when it runs, or as the tenant's own system when nobody did. A job without a
 * tenant fails and runs nothing.
 *
 * @param payloadSchema what `perform` takes; data that do not match fail the job.
 */
export function defineTenantJob<Payload>(
  name: string,
  payloadSchema: z.ZodType<Payload>,
  perform: (payload: Payload, run: Pick<JobRun, 'signal'>) => Promise<void>,
): Job {
  return {
    name,
    async perform(data, { signal }) {
      const { organizationId, userId, payload } = parse(name, tenantJobData, data);
      const input = parse(name, payloadSchema, payload);
      const context = { organizationId, ...(userId && { userId }) };
      await withTenant(context, () => perform(input, { signal }));
    },
  };
}

/** The organization that a job's data name, for the log. */
export function organizationOf(data: unknown): string | undefined {
  return tenantJobData.safeParse(data).data?.organizationId;
}

function parse<T>(queue: string, schema: z.ZodType<T>, data: unknown): T {
  const result = schema.safeParse(data);
  if (result.success) return result.data;
  const problems = result.error.issues.map(({ path, message }) =>
    [path.join('.'), message].filter(Boolean).join(': '),
  );
  throw new JobDataError(queue, problems);
}
