import type { WorkerEnvironment } from '../env.ts';
import type { Job } from '../job.ts';
import type { NewJob } from '../queue.ts';
import { projectsPurge } from './projects-purge.ts';
import { projectsPurgeAll } from './superadmin-projects-purge-all.ts';
import { warehouseReconcileAll } from './superadmin-warehouse-reconcile-all.ts';
import { warehouseReconcile } from './superadmin-warehouse-reconcile.ts';

/** Every job of the kit. */
export function allJobs({ projectRetentionDays }: WorkerEnvironment): readonly Job[] {
  const retention = { retentionDays: projectRetentionDays };
  return [
    projectsPurge(retention),
    projectsPurgeAll(retention),
    warehouseReconcile(),
    warehouseReconcileAll(),
  ];
}

/** The queues that get a job every day. */
export const dailyQueues = ['projects.purge-all', 'warehouse.reconcile-all'] as const;

/** What they get, now, whether or not it was done today. @param repair whether balances are mended, too. */
export const dailyJobs = ({ repair }: { readonly repair: boolean }): readonly NewJob[] => [
  { name: 'projects.purge-all', data: { again: true } },
  { name: 'warehouse.reconcile-all', data: { again: true, repair } },
];
