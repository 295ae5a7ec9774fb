import { readWorkerEnvironment } from './env.ts';
import { allJobs, dailyQueues } from './jobs/index.ts';
import { messageOf, writeLog as log } from './log.ts';
import { runOnce } from './once.ts';
import { runWorkerProcess } from './process.ts';

const once = process.argv.includes('--once');

try {
  const environment = readWorkerEnvironment();
  const jobs = allJobs(environment);
  const names = jobs.map(({ name }) => name);
  const options = { jobs, log, concurrency: environment.concurrency };
  await (once
    ? runWorkerProcess({ ...options, pollEvery: 250 }, (worker) =>
        runOnce(worker, dailyQueues, names, log),
      )
    : runWorkerProcess({ ...options, daily: dailyQueues }));
} catch (error) {
  process.stderr.write(`Error: ${messageOf(error)}\n`);
  process.exitCode = 1;
}
