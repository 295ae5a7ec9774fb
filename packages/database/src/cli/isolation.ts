import { fileURLToPath } from 'node:url';
import { runTenancy } from '@startkit/tenancy/cli';
import { callingFolder, readEnvironment } from '../env.ts';
import { errorText, OperationError } from '../environment/errors.ts';
import { releaseLocalServer } from '../environment/local.ts';
import { connectionUrl } from '../environment/urls.ts';

/*
 * db:check and db:prove: `tenancy` with the kit's configuration, on the kit's database.
 */

const config = fileURLToPath(new URL('../../tenancy.config.ts', import.meta.url));
const interruption = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => interruption.abort());
}

process.exitCode = await run(process.argv.slice(2));

async function run([name = '', ...parameters]: readonly string[]): Promise<number> {
  const isConfigured = parameters.some((parameter) => parameter.startsWith('--config'));
  try {
    return await runTenancy([name, ...(isConfigured ? [] : ['--config', config]), ...parameters], {
      folder: callingFolder(),
      stdout: process.stdout,
      stderr: process.stderr,
      signal: interruption.signal,
      databaseUrl: await databaseUrl(parameters),
      now: () => new Date(),
    });
  } catch (error) {
    process.stderr.write(`Error: ${errorText(error)}\n`);
    return error instanceof OperationError && error.code === 'USAGE' ? 2 : 3;
  } finally {
    await releaseLocalServer();
  }
}

/** Help needs none. */
async function databaseUrl(parameters: readonly string[]): Promise<string | undefined> {
  const isNeeded = !parameters.some((text) => text === '--help' || text.startsWith('--url'));
  return isNeeded ? connectionUrl('migration', { environment: readEnvironment() }) : undefined;
}
