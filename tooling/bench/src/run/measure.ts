import type { BenchDatabase } from '../dataset/database.ts';
import type { Entry } from '../contestants/contestant.ts';
import { ContestantProcess } from './contestant-process.ts';
import type { Network } from './network.ts';
import { serverCpu } from './server-cpu.ts';

/** One point of the grid: a distance to the server, and how many ask at once. */
export interface Cell {
  /** Round trip added by the proxy, in ms. */
  readonly delay: number;
  readonly concurrency: number;
}

/** One contestant's turn in one round. */
export interface Sample {
  readonly p50: number;
  readonly p99: number;
  /** Statements a second. */
  readonly rate: number;
  /** CPU time a statement, in µs; the server's where it is known. */
  readonly clientCpu: number;
  readonly serverCpu: number | undefined;
}

export interface CellResult extends Cell {
  readonly name: string;
  /** One a round. Those of the same round are a pair: they ran within seconds of each other. */
  readonly samples: readonly Sample[];
}

export interface Plan {
  readonly rounds: number;
  /** Of each turn, in ms. */
  readonly duration: number;
  readonly warmUp: number;
}

/**
 * Measures everybody in one cell: all connect and warm up, then take turns, in another order each round.
 *
 * @throws Error when a contestant fails, or shows a row of another organization.
 */
export async function measureCell(
  cell: Cell,
  entries: readonly Entry[],
  { database, network }: { readonly database: BenchDatabase; readonly network: Network },
  { rounds, duration, warmUp }: Plan,
): Promise<readonly CellResult[]> {
  const processes = entries.map((entry) => new ContestantProcess(entry));
  try {
    for (const contestant of processes) {
      const { login, signed } = contestant.entry;
      const url = await network.at(cell.delay, database.url(login, signed));
      await contestant.open(url, cell.concurrency);
      await contestant.run(warmUp);
    }
    const samples = new Map(entries.map(({ name }) => [name, [] as Sample[]]));
    for (let round = 0; round < rounds; round += 1) {
      for (const contestant of rotated(processes, round)) {
        const sample = await turn(contestant, duration, database.server.directory);
        samples.get(contestant.entry.name)!.push(sample);
      }
    }
    for (const contestant of processes) await contestant.close();
    return [...samples].map(([name, of]) => ({ ...cell, name, samples: of }));
  } finally {
    for (const contestant of processes) contestant.end();
  }
}

async function turn(
  contestant: ContestantProcess,
  duration: number,
  directory: string,
): Promise<Sample> {
  const before = await serverCpu(directory);
  const { statements, seconds, latencies, cpu } = await contestant.run(duration);
  const after = await serverCpu(directory);
  const server = before === undefined || after === undefined ? undefined : after - before;
  return {
    p50: percentile(latencies, 0.5),
    p99: percentile(latencies, 0.99),
    rate: statements / seconds,
    clientCpu: (cpu * 1000) / statements,
    serverCpu: server === undefined ? undefined : (server * 1000) / statements,
  };
}

/** Round trips a statement, counted by the proxy: of the first statement on a connection, and of the next hundred. */
export async function countRoundTrips(
  entry: Entry,
  { database, network }: { readonly database: BenchDatabase; readonly network: Network },
): Promise<number> {
  const contestant = new ContestantProcess(entry);
  try {
    await contestant.open(await network.at(0, database.url(entry.login, entry.signed)), 1);
    await contestant.count(10);
    const before = await network.roundTrips();
    await contestant.count(100);
    const counted = (await network.roundTrips()) - before;
    await contestant.close();
    return counted / 100;
  } finally {
    contestant.end();
  }
}

function percentile(ascending: readonly number[], share: number): number {
  return ascending[Math.min(ascending.length - 1, Math.floor(ascending.length * share))] ?? NaN;
}

function rotated<T>(values: readonly T[], by: number): readonly T[] {
  const start = by % values.length;
  return [...values.slice(start), ...values.slice(0, start)];
}
