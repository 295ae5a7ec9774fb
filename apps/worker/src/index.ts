import { readWorkerEnvironment } from './env.ts';
import { allJobs, dailyJobs, dailyQueues } from './jobs/index.ts';
import { messageOf, writeLog as log } from './log.ts';
import { runOnce } from './once.ts';
import { runWorkerProcess } from './process.ts';

const once = process.argv.includes('--once');
const repair = process.argv.includes('--repair');

try {
  if (repair && !once) throw new Error('--repair goes with --once. Nothing was started.');
  const environment = readWorkerEnvironment();
  const jobs = allJobs(environment);
  const names = jobs.map(({ name }) => name);
  const options = { jobs, log, concurrency: environment.concurrency };
  await (once
    ? runWorkerProcess({ ...options, pollEvery: 250 }, (worker) =>
        runOnce(worker, dailyJobs({ repair }), names, log),
      )
    : runWorkerProcess({ ...options, daily: dailyQueues }));
} catch (error) {
  process.stderr.write(`Error: ${messageOf(error)}\n`);
  process.exitCode = 1;
}
