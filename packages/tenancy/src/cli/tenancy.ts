import { databaseUrl } from './env.ts';
import { main } from './main.ts';

/** How long what was interrupted may take to close its connections, in ms. */
const patience = 3_000;

/** Exit codes of a process that was asked to stop: 128 and the signal's number. */
const signals = { SIGINT: 130, SIGTERM: 143 } as const;

const interruption = new AbortController();
let stopped: number | undefined;
for (const [signal, code] of Object.entries(signals)) {
  process.once(signal, () => {
    stopped = code;
    interruption.abort();
    setTimeout(() => process.exit(code), patience).unref();
  });
}
// A reader that has seen enough: `tenancy rules | head`.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

const code = await main(process.argv.slice(2), {
  folder: process.cwd(),
  stdout: process.stdout,
  stderr: process.stderr,
  signal: interruption.signal,
  databaseUrl: databaseUrl(),
  now: () => new Date(),
});
process.exitCode = stopped ?? code;
