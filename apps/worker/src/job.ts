import type { Log } from './log.ts';
import type { NewJob } from './queue.ts';

/** What a job gets besides its data. */
export interface JobRun {
  /** Aborted when the job has to end: its time is over, or the worker stops and waits no longer. */
  readonly signal: AbortSignal;
  /** Puts jobs into queues; those whose singleton is there already are left out. */
  enqueue(jobs: readonly NewJob[]): Promise<void>;
  /** Says something of this job. */
  readonly log: Log;
}

/** What is done with the jobs of one queue. */
export interface Job {
  /** The queue's name; a migration makes the queue. */
  readonly name: string;
  /**
   * Runs one job: it is completed when this returns, and tried again, or failed, when this throws. A job may run
   * more than once (a worker that was killed did not say how far it came), so it must be repeatable.
   */
  perform(data: unknown, run: JobRun): Promise<void>;
}

/** Thrown when the data of a job are not what the job takes. It did not run. */
export class JobDataError extends Error {
  readonly code = 'JOB_DATA_INVALID';

  constructor(queue: string, problems: readonly string[]) {
    super(
      `The data of this job of ${queue} are not what it takes: ${problems.join('; ')}. It did not run. ` +
        'Jobs of a tenant are made by enqueueJob() inside withTenant.',
    );
    this.name = 'JobDataError';
  }
}
