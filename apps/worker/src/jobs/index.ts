import type { WorkerEnvironment } from '../env.ts';
import type { Job } from '../job.ts';
import { projectsPurge } from './projects-purge.ts';
import { projectsPurgeAll } from './superadmin-projects-purge-all.ts';

/** Every job of the kit. */
export function allJobs({ projectRetentionDays }: WorkerEnvironment): readonly Job[] {
  const retention = { retentionDays: projectRetentionDays };
  return [projectsPurge(retention), projectsPurgeAll(retention)];
}

/** The queues that get a job every day. */
export const dailyQueues = ['projects.purge-all'] as const;
