import { messageOf, type Log } from './log.ts';

/** Whether the queue answers, told once when that changes, however many loops notice it. */
export interface ConnectionHealth {
  answered(): void;
  failed(error: unknown): void;
}

export function connectionHealth(log: Log): ConnectionHealth {
  let failingSince: number | undefined;
  return {
    answered() {
      if (failingSince === undefined) return;
      const seconds = Math.round((performance.now() - failingSince) / 1000);
      failingSince = undefined;
      log(`The job queue answers again, after ${seconds} s.`);
    },
    failed(error) {
      if (failingSince !== undefined) return;
      failingSince = performance.now();
      log(`The job queue does not answer (${messageOf(error)}): trying on until it does.`);
    },
  };
}
