import { setTimeout as sleep } from 'node:timers/promises';
import { db } from '@startkit/database';
import { projects } from '@startkit/database/schema';
import { z } from 'zod';
import { projectsPurge } from '../../src/jobs/projects-purge.ts';
import { writeLog as log } from '../../src/log.ts';
import { runWorkerProcess } from '../../src/process.ts';
import { defineTenantJob } from '../../src/tenant-job.ts';

/*
 * A worker as a process of its own. Its arguments: the milliseconds it waits for running jobs, and the queue it works
 * on: the purges, or one whose jobs take their time, before their row or with a transaction open.
 */
const [grace = '', queue = ''] = process.argv.slice(2);

const slow = defineTenantJob(
  queue,
  z.strictObject({ name: z.string(), wait: z.number().default(0), hold: z.number().default(0) }),
  async ({ name, wait, hold }) => {
    await sleep(wait);
    await db.transaction(async (tx) => {
      await tx.insert(projects).values({ name });
      await sleep(hold);
    });
  },
);

await runWorkerProcess({
  jobs: [queue === 'projects.purge' ? projectsPurge({ retentionDays: 30 }) : slow],
  log,
  pollEvery: 100,
  grace: Number(grace),
  maintenanceSeconds: 1,
});
