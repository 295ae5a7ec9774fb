import { pause } from './abort.ts';
import type { ConnectionHealth } from './connection-health.ts';
import type { Queue } from './queue.ts';

const tenMinutes = 600_000;

/**
 * Has a queue run once a day (UTC), by whichever worker is first: each asks now and then for today's job, and
 * the queue takes only the first. A day on which a worker starts late is late, not left out. Never throws.
 */
export async function everyDay(
  name: string,
  { queue, health, stopping }: { queue: Queue; health: ConnectionHealth; stopping: AbortSignal },
): Promise<void> {
  while (!stopping.aborted) {
    try {
      await queue.insert([{ name, data: {}, oncePerDay: 'daily' }]);
      health.answered();
      await pause(tenMinutes, stopping);
    } catch (error) {
      health.failed(error);
      await pause(10_000, stopping);
    }
  }
}
