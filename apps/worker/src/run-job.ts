import { follow, pause, untilAborted } from './abort.ts';
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

type Outcome =
  | { readonly kind: 'completed' | 'interrupted' }
  | { readonly kind: 'failed'; readonly error: unknown };

/** The queue itself takes an expired job for failed: writing that down could hit its next run. */
interface Expired {
  readonly kind: 'expired';
}

/** Runs one job that was fetched and writes down how it ended. Never throws. */
export async function runJob(job: Job, fetched: FetchedJob, context: RunContext): Promise<void> {
  const start = performance.now();
  const title = titleOf(fetched);
  context.log(`${title} started`);
  const expiry = expiryOf(fetched);
  const outcome = await perform(job, fetched, expiry.signal, context);
  const line = `${title} ${told(outcome)} after ${since(start)}`;
  const written =
    outcome.kind !== 'expired' && (await writeDown(outcome, fetched, expiry.signal, context));
  expiry.cancel();
  context.log(written ? line : `${line}; the queue did not take that down: it will run again`);
}

function titleOf({ name, id, data }: FetchedJob): string {
  const organization = organizationOf(data);
  return `${name} ${id}${organization === undefined ? '' : ` (organization ${organization})`}`;
}

/** A little earlier than the queue's own, so that this worker lets go before another gets the job. */
function expiryOf({ expireInSeconds }: FetchedJob): { signal: AbortSignal; cancel(): void } {
  const controller = new AbortController();
  const abort = () => controller.abort(new Error(`the job took longer than ${expireInSeconds} s`));
  const timer = setTimeout(abort, expireInSeconds * 1000 - 500);
  return { signal: controller.signal, cancel: () => clearTimeout(timer) };
}

async function perform(
  job: Job,
  fetched: FetchedJob,
  expiry: AbortSignal,
  { queue, deadline, log: writeLine }: RunContext,
): Promise<Outcome | Expired> {
  const { signal, release } = follow([expiry, deadline]);
  const enqueue: Queue['insert'] = (jobs) => queue.insert(jobs);
  const log: Log = (line) => writeLine(`${titleOf(fetched)}: ${line}`);
  try {
    await untilAborted(job.perform(fetched.data, { signal, enqueue, log }), signal);
    return { kind: 'completed' };
  } catch (error) {
    if (expiry.aborted) return { kind: 'expired' };
    return deadline.aborted ? { kind: 'interrupted' } : { kind: 'failed', error };
  } finally {
    release();
  }
}

function told(outcome: Outcome | Expired): string {
  if (outcome.kind === 'failed') return `failed (${messageOf(outcome.error)})`;
  return outcome.kind === 'interrupted' ? 'was interrupted and is handed back' : outcome.kind;
}

/**
 * A result that is not written down has the job run again. So the database is given time to take it: until
 * the job expires, or a second once the worker waits no longer.
 */
async function writeDown(
  outcome: Outcome,
  fetched: FetchedJob,
  expiry: AbortSignal,
  { queue, health, deadline }: RunContext,
): Promise<boolean> {
  let triesAfterDeadline = 5;
  while (!expiry.aborted && triesAfterDeadline > 0) {
    try {
      const written = await write(outcome, fetched, queue);
      health.answered();
      return written;
    } catch (error) {
      health.failed(error);
    }
    if (deadline.aborted) triesAfterDeadline -= 1;
    await pause(200, expiry);
  }
  return false;
}

function write(outcome: Outcome, fetched: FetchedJob, queue: Queue): Promise<boolean> {
  switch (outcome.kind) {
    case 'completed':
      return queue.complete(fetched);
    case 'failed':
      return queue.fail(fetched, outcome.error);
    case 'interrupted':
      return queue.handBack(fetched);
  }
}
