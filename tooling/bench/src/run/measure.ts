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
  /** Statements that each contestant runs before anything is measured, for its code to be compiled. */
  readonly warmUp: number;
}

/** Where contestants run. */
export interface Course {
  readonly database: BenchDatabase;
  readonly network: Network;
}

/** Starts a contestant's process and has it run until its code is compiled. */
export async function warmedUp(
  entry: Entry,
  course: Course,
  { warmUp }: Plan,
): Promise<ContestantProcess> {
  const contestant = new ContestantProcess(entry);
  await contestant.open(await urlOf(entry, course, 0), 8);
  await contestant.count(warmUp);
  await contestant.close();
  return contestant;
}

/**
 * Measures everybody in one cell: all connect, then take turns, in another order each round. The first turn, in which
 * connections and plans are made, does not count.
 *
 * @throws Error when a contestant fails, or shows a row of another organization.
 */
export async function measureCell(
  cell: Cell,
  contestants: readonly ContestantProcess[],
  course: Course,
  { rounds, duration }: Plan,
): Promise<readonly CellResult[]> {
  for (const contestant of contestants) {
    await contestant.open(await urlOf(contestant.entry, course, cell.delay), cell.concurrency);
    await contestant.run(duration);
  }
  const samples = new Map(contestants.map(({ entry }) => [entry.name, [] as Sample[]]));
  for (let round = 0; round < rounds; round += 1) {
    for (const contestant of rotated(contestants, round)) {
      const sample = await turn(contestant, duration, course.database.server.directory);
      samples.get(contestant.entry.name)!.push(sample);
    }
  }
  for (const contestant of contestants) await contestant.close();
  return [...samples].map(([name, of]) => ({ ...cell, name, samples: of }));
}

/** Round trips a statement, counted by the proxy over a hundred of them, one after the other. */
export async function countRoundTrips(
  contestant: ContestantProcess,
  course: Course,
): Promise<number> {
  await contestant.open(await urlOf(contestant.entry, course, 0), 1);
  await contestant.count(10);
  const before = await course.network.roundTrips();
  await contestant.count(100);
  const counted = (await course.network.roundTrips()) - before;
  await contestant.close();
  return counted / 100;
}

const urlOf = ({ login, signed }: Entry, { database, network }: Course, delay: number) =>
  network.at(delay, database.url(login, signed));

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

function percentile(ascending: readonly number[], share: number): number {
  return ascending[Math.min(ascending.length - 1, Math.floor(ascending.length * share))] ?? NaN;
}

function rotated<T>(values: readonly T[], by: number): readonly T[] {
  const start = by % values.length;
  return [...values.slice(start), ...values.slice(0, start)];
}
