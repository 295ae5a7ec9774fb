import { pause } from './abort.ts';
import type { Job } from './job.ts';
import { runJob, type RunContext } from './run-job.ts';

export interface ConsumeContext extends RunContext {
  /** Aborted when no new job is to be fetched. */
  readonly stopping: AbortSignal;
  /** Jobs that run at once. */
  readonly concurrency: number;
  /** Milliseconds between two looks into an empty queue. */
  readonly pollEvery: number;
}

/** Runs the jobs of one queue until the worker stops; returns when the last one has ended. Never throws. */
export async function consume(job: Job, context: ConsumeContext): Promise<void> {
  const slots = Array.from({ length: context.concurrency }, () => consumeOneByOne(job, context));
  await Promise.all(slots);
}

async function consumeOneByOne(job: Job, context: ConsumeContext): Promise<void> {
  const { queue, health, stopping, pollEvery } = context;
  while (!stopping.aborted) {
    try {
      const fetched = await queue.fetch(job.name);
      health.answered();
      if (fetched) await runJob(job, fetched, context);
      else await pause(pollEvery, stopping);
    } catch (error) {
      health.failed(error);
      await pause(pollEvery, stopping);
    }
  }
}
