import { connectionUrl } from '@startkit/database';
import { connectionHealth } from './connection-health.ts';
import { consume } from './consume.ts';
import { everyDay } from './daily.ts';
import type { Job } from './job.ts';
import type { Log } from './log.ts';
import { checkDatabase } from './queue-check.ts';
import { openQueue, type Queue } from './queue.ts';

export interface WorkerOptions {
  readonly jobs: readonly Job[];
  /** Names of queues that get a job every day. Default: none. */
  readonly daily?: readonly string[];
  readonly log: Log;
  /** Jobs of one queue that run at once. Default 4. */
  readonly concurrency?: number;
  /** Milliseconds between two looks into an empty queue. Default 2000. */
  readonly pollEvery?: number;
  /** Milliseconds that running jobs are waited for when the worker stops. Default 20,000. */
  readonly grace?: number;
  /** Seconds between two looks for expired jobs. Default 60. */
  readonly maintenanceSeconds?: number;
}

export interface Worker {
  readonly queue: Queue;
  /**
   * Fetches no more, waits for running jobs, hands those back that take too long, and disconnects from the
   * queue.
   *
   * @returns whether all jobs have ended. When not, the process is to exit at once: what they still have open
   * in the database is rolled back then, before they run again.
   */
  stop(): Promise<boolean>;
}

/**
 * Starts to work. The connections are those of the environment, or the local server.
 *
 * @throws WorkerStartError, or an error of the connection; nothing was started.
 */
export async function startWorker(options: WorkerOptions): Promise<Worker> {
  const { jobs, daily = [], log, concurrency = 4, pollEvery = 2000, grace = 20_000 } = options;
  const { maintenanceSeconds = 60 } = options;
  const url = await connectionUrl('superadmin');
  await checkDatabase();
  const queue = await openQueue({ url, log, maintenanceSeconds });

  const health = connectionHealth(log);
  const stopping = new AbortController();
  const deadline = new AbortController();
  const context = { queue, health, log, concurrency, pollEvery };
  const signals = { stopping: stopping.signal, deadline: deadline.signal };
  const running = [
    ...jobs.map((job) => consume(job, { ...context, ...signals })),
    ...daily.map((name) => everyDay(name, { queue, health, stopping: stopping.signal })),
  ];
  log(`Working on ${jobs.map(({ name }) => name).join(', ')}, ${concurrency} of each at once.`);

  return {
    queue,
    async stop() {
      stopping.abort();
      const timer = setTimeout(() => deadline.abort(new Error('the worker stopped')), grace);
      await Promise.all(running);
      clearTimeout(timer);
      await queue.close();
      return !deadline.signal.aborted;
    },
  };
}
