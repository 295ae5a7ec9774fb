import { entries } from '../contestants/index.ts';
import type { Contestant } from '../contestants/contestant.ts';
import { organizationIds } from '../dataset/schema.ts';
import { organizationCount } from '../dataset/database.ts';

/*
 * The process of one contestant: its heap, its compiled code and its CPU are nobody else's. Commands come from the
 * parent one after the other.
 *
 *     tsx host.ts <contestant's name>
 */

export type Command =
  | { readonly do: 'open'; readonly url: string; readonly concurrency: number }
  | { readonly do: 'run'; readonly milliseconds: number }
  | { readonly do: 'count'; readonly statements: number }
  | { readonly do: 'close' };

export interface Burst {
  readonly statements: number;
  readonly seconds: number;
  /** Of each statement, in ms, ascending. */
  readonly latencies: readonly number[];
  /** User and system time of this process, in ms. */
  readonly cpu: number;
}

export type Reply = { readonly ok: Burst | null } | { readonly error: string };

const ids = organizationIds(organizationCount);
const entry = entries.find(({ name }) => name === process.argv[2]);
let contestant: Contestant | undefined;
let concurrency = 1;

/** One page of a random organization, which must be its own and complete. */
async function page(): Promise<void> {
  const id = ids[Math.floor(Math.random() * ids.length)]!;
  const rows = await contestant!.page(id);
  const foreign = rows.filter(({ organizationId }) => organizationId !== id).length;
  if (rows.length !== 20 || foreign > 0) {
    throw new Error(`${rows.length} rows, ${foreign} of them another organization's`);
  }
}

async function run(until: (statements: number, elapsed: number) => boolean): Promise<Burst> {
  const latencies: number[] = [];
  const cpu = process.cpuUsage();
  const start = performance.now();
  let started = 0;
  const worker = async () => {
    while (!until(started, performance.now() - start)) {
      started += 1;
      const before = performance.now();
      await page();
      latencies.push(performance.now() - before);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
  const seconds = (performance.now() - start) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  latencies.sort((a, b) => a - b);
  return { statements: latencies.length, seconds, latencies, cpu: (user + system) / 1000 };
}

async function execute(command: Command): Promise<Burst | null> {
  switch (command.do) {
    case 'open':
      if (!entry) throw new Error(`No contestant is called ${process.argv[2]}.`);
      ({ concurrency } = command);
      contestant = await entry.start({ url: command.url, connections: concurrency });
      return null;
    case 'run':
      return run((_, elapsed) => elapsed >= command.milliseconds);
    case 'count':
      return run((statements) => statements >= command.statements);
    case 'close':
      await contestant?.close();
      return null;
  }
}

process.on('message', (command: Command) => {
  const reply = (message: Reply) => process.send?.(message);
  execute(command).then(
    (ok) => reply({ ok }),
    (error: unknown) =>
      reply({ error: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
  );
});
process.on('disconnect', () => process.exit());
