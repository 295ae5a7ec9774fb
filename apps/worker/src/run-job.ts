import { pause, untilAborted } from './abort.ts';
import type { ConnectionHealth } from './connection-health.ts';
import type { Job } from './job.ts';
import { messageOf, since, type Log } from './log.ts';
import type { FetchedJob, Queue } from './queue.ts';
import { organizationOf } from './tenant-job.ts';

export interface RunContext {
  readonly queue: Queue;
  readonly health: ConnectionHealth;
  readonly log: Log;
  /** Aborted when the worker waits no longer for running jobs. */
  readonly deadline: AbortSignal;
}

/** Runs one job that was fetched and writes down how it ended. Never throws. */
export async function runJob(job: Job, fetched: FetchedJob, context: RunContext): Promise<void> {
  const { queue, log, deadline } = context;
  const title = titleOf(fetched);
  const start = performance.now();
  log(`${title} started`);
  const expiry = new AbortController();
  const timer = setTimeout(
    () => expiry.abort(new Error(`it took longer than ${fetched.expireInSeconds} s`)),
    fetched.expireInSeconds * 1000,
  );
  try {
    const signal = AbortSignal.any([expiry.signal, deadline]);
    const enqueue: Queue['insert'] = (jobs) => queue.insert(jobs);
    await untilAborted(job.perform(fetched.data, { signal, enqueue }), signal);
    await settle(`${title} completed in ${since(start)}`, () => queue.complete(fetched));
  } catch (error) {
    if (deadline.aborted) {
      await settle(`${title} handed back after ${since(start)}: it will run again`, () =>
        queue.handBack(fetched),
      );
    } else {
      await settle(`${title} failed after ${since(start)}: ${messageOf(error)}`, () =>
        queue.fail(fetched, error),
      );
    }
  } finally {
    clearTimeout(timer);
  }

  /*
   * A result that is not written down would have the job run again: the database is given until the job
   * expires to take it, or five tries once the worker waits no longer.
   */
  async function settle(line: string, write: () => Promise<boolean>): Promise<void> {
    const expires = start + fetched.expireInSeconds * 1000;
    for (let triesLeft = 5; ; triesLeft -= deadline.aborted ? 1 : 0) {
      try {
        const ours = await write();
        context.health.answered();
        log(ours ? line : `${title} ended, but it had expired and is not this worker's any more`);
        return;
      } catch (error) {
        context.health.failed(error);
        if (triesLeft === 0 || performance.now() > expires) {
          log(`${line}; the job queue did not take it down, so the job will run again`);
          return;
        }
      }
      await pause(deadline.aborted ? 200 : 1000, new AbortController().signal);
    }
  }
}

function titleOf({ name, id, data }: FetchedJob): string {
  const organization = organizationOf(data);
  return `${name} ${id}${organization === undefined ? '' : ` (organization ${organization})`}`;
}
