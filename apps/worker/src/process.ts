import { closeDatabase } from '@startkit/database';
import { messageOf, type Log } from './log.ts';
import { startWorker, type Worker, type WorkerOptions } from './worker.ts';

/** What a process that was stopped by a signal exits with, by convention: 128 and the signal's number. */
const exitCodes = { SIGINT: 130, SIGTERM: 143 } as const;

/**
 * Runs a worker as this process: until SIGTERM or SIGINT, then exits with 0 when its jobs have ended or are
 * handed back. A second signal exits at once: the jobs that ran are run again when they expire. When it cannot
 * start, it says why and exits with 1.
 *
 * @param work what the process is there for; the process stops when it returns. Left out: until a signal.
 */
export async function runWorkerProcess(
  options: WorkerOptions,
  work?: (worker: Worker) => Promise<void>,
): Promise<never> {
  try {
    const signalled = firstSignal(options.log);
    const worker = await startWorker(options);
    await Promise.race([signalled, ...(work ? [work(worker)] : [])]);
    const allEnded = await worker.stop();
    if (allEnded) await closeDatabase();
    options.log('Stopped.');
    return await exit(0);
  } catch (error) {
    process.stderr.write(`Error: ${messageOf(error)}\n`);
    return exit(1);
  }
}

function firstSignal(log: Log): Promise<void> {
  return new Promise((resolve) => {
    let stopping = false;
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.on(signal, () => {
        if (stopping) process.exit(exitCodes[signal]);
        stopping = true;
        log(`${signal}: waiting for running jobs. Once more to exit at once.`);
        resolve();
      });
    }
  });
}

/** Ends the process once what it has written is out. */
function exit(code: number): Promise<never> {
  return new Promise(() => {
    process.stdout.write('', () => process.stderr.write('', () => process.exit(code)));
  });
}
