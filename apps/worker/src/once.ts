import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from './log.ts';
import { queueState } from './queue-state.ts';
import type { NewJob } from './queue.ts';
import type { Worker } from './worker.ts';

/**
 * Puts jobs into the queues, and waits until everything in those of `names` is done.
 *
 * @throws Error when a job failed for good.
 */
export async function runOnce(
  { queue }: Worker,
  jobs: readonly NewJob[],
  names: readonly string[],
  log: Log,
): Promise<void> {
  const start = new Date();
  await queue.insert(jobs);
  for (;;) {
    const { unfinished, failed } = await queueState(names, start);
    if (unfinished === 0) {
      if (failed > 0)
        throw new Error(`${failed} ${failed === 1 ? 'job' : 'jobs'} failed: see above.`);
      return log('Everything is done.');
    }
    await sleep(250);
  }
}
