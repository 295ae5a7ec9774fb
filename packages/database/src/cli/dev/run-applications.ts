import { childEnvironment } from '../../env.ts';
import type { Output, Style } from '../output.ts';
import type { Application } from './applications.ts';
import { answers } from './port.ts';
import { type ProcessGroup, startGroup } from './process-group.ts';

export interface RunOptions {
  readonly applications: readonly Application[];
  readonly port: number;
  readonly output: Output;
  /** Aborted when everything shall end. */
  readonly stopped: AbortSignal;
  /** Aborted when it shall end at once. */
  readonly killed: AbortSignal;
  /** The program that runs a package's script. Default `pnpm`. */
  readonly command?: string;
}

const patience = 8000;
const styles: readonly Style[] = ['green', 'yellow'];

/**
 * Runs the applications until one of them ends or `stopped` is aborted, then ends all of them.
 *
 * @returns the exit code of the one that ended by itself; 0 when they were stopped.
 */
export async function runApplications(options: RunOptions): Promise<number> {
  const groups = options.applications.map((application, index) =>
    startApplication(application, options, styles[index % styles.length] ?? 'dim'),
  );
  const kill = () => groups.forEach((group) => group.kill());
  options.killed.addEventListener('abort', kill, { once: true });
  const done = new AbortController();
  const announced = announceWeb(options, done.signal);
  const code = await Promise.race([firstEnd(groups, options), aborted(options.stopped)]);
  done.abort();
  await announced;
  await Promise.all(groups.map((group) => group.stop(patience)));
  return code;
}

function startApplication(
  application: Application,
  { output, port, command = 'pnpm' }: RunOptions,
  style: Style,
): ProcessGroup {
  const prefix = output.style(style, `${application.name.padEnd(6)} |`);
  return startGroup({
    name: application.name,
    command,
    parameters: ['--filter', application.package, '--silent', 'dev'],
    directory: application.directory,
    env: childEnvironment(application.name === 'web' ? { PORT: String(port) } : {}),
    onLine: (line) => output.line(`${prefix} ${line}`),
  });
}

async function firstEnd(
  groups: readonly ProcessGroup[],
  { output, stopped }: RunOptions,
): Promise<number> {
  const { name, code } = await Promise.race(
    groups.map(async (group) => ({ name: group.name, code: await group.ended })),
  );
  // On the way out they all end, each with a code of its own: nothing to tell.
  if (!stopped.aborted) output.line(`${name} ended with exit code ${code}: stopping everything.`);
  return code;
}

async function announceWeb(
  { applications, output, port }: RunOptions,
  signal: AbortSignal,
): Promise<void> {
  if (!applications.some(({ name }) => name === 'web')) return;
  // Not 127.0.0.1: Next refuses hot reloading there.
  const url = `http://localhost:${port}`;
  if (await answers(url, signal)) output.line(output.style('bold', url));
}

function aborted(signal: AbortSignal): Promise<number> {
  if (signal.aborted) return Promise.resolve(0);
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve(0), { once: true });
  });
}
