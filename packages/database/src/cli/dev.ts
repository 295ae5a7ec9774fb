import { readEnvironment, readPort } from '../env.ts';
import { errorText } from '../environment/errors.ts';
import { releaseLocalServer } from '../environment/local.ts';
import { findApplications } from './dev/applications.ts';
import { freePort } from './dev/port.ts';
import { prepareDatabase } from './dev/prepare.ts';
import { runApplications } from './dev/run-applications.ts';
import { onStop } from './dev/signals.ts';
import { refuseDeployed } from './database.ts';
import { type Output, processOutput } from './output.ts';

// Makes the database ready, starts the applications, and ends it all together: the applications
// first, the local server last.

const output = processOutput({ json: false });
const signals = onStop();
signals.stopped.addEventListener('abort', () => output.line('Stopping. Ctrl-C again to kill.'));

try {
  process.exitCode = await dev(output);
} catch (error) {
  process.stderr.write(`${output.style('red', 'Error:')} ${errorText(error)}\n`);
  process.exitCode = 1;
} finally {
  await releaseLocalServer();
  signals.remove();
}

async function dev(to: Output): Promise<number> {
  const environment = readEnvironment();
  refuseDeployed({ environment }, 'pnpm dev');
  const applications = findApplications();
  const wanted = readPort();
  await prepareDatabase(environment, to);
  if (signals.stopped.aborted) return 0;
  const port = await freePort(wanted);
  if (port !== wanted) to.line(`Port ${wanted} is taken: using ${port}.`);
  return runApplications({
    applications,
    port,
    output: to,
    stopped: signals.stopped,
    killed: signals.killed,
  });
}
