import { cpus } from 'node:os';
import { entries } from './contestants/index.ts';
import { preparePrisma, prismaPattern } from './contestants/prisma.ts';
import { startBenchDatabase, type BenchDatabase } from './dataset/database.ts';
import { readOptions, type Options } from './options.ts';
import { bars } from './report/bars.ts';
import { markdown } from './report/markdown.ts';
import type { Report } from './report/report.ts';
import { versions } from './report/versions.ts';
import { writeReport } from './report/write.ts';
import { measureRlsAgainstWhere } from './rls-against-where/measure.ts';
import type { ContestantProcess } from './run/contestant-process.ts';
import { countRoundTrips, measureCell, warmedUp, type CellResult } from './run/measure.ts';
import { Network } from './run/network.ts';

const kindOf = (name: string) => entries.find((entry) => entry.name === name)!.kind;

async function measure({ cells, plan, only, comparisons }: Options): Promise<Report> {
  const chosen = entries.filter(({ name }) => only.test(name));
  if (chosen.length === 0) throw new Error(`No contestant's name matches ${String(only)}.`);
  progress('Preparing: a server, a million rows, twice');
  if (chosen.some(({ start }) => start === prismaPattern)) await preparePrisma();
  const database = await startBenchDatabase();
  const network = new Network(database.server.port);
  const course = { database, network };
  const contestants: ContestantProcess[] = [];
  try {
    progress('Warming up');
    for (const entry of chosen) contestants.push(await warmedUp(entry, course, plan));
    const roundTrips: Record<string, number> = {};
    for (const contestant of contestants) {
      roundTrips[contestant.entry.name] = await countRoundTrips(contestant, course);
    }
    const results: CellResult[] = [];
    for (const [i, cell] of cells.entries()) {
      const where = `${cell.delay} ms away, ${cell.concurrency} at once`;
      progress(`${where} (${i + 1} of ${cells.length})`);
      results.push(...(await measureCell(cell, contestants, course, plan)));
    }
    const rlsAgainstWhere = comparisons ? await compared(database) : [];
    return {
      date: new Date().toISOString().slice(0, 10),
      machine: `${cpus().length} CPUs, ${cpus()[0]?.model ?? 'unknown'}, ${process.platform}`,
      versions: await versions(database.adminUrl()),
      plan,
      roundTrips,
      results,
      bars: bars(results, kindOf),
      rlsAgainstWhere,
    };
  } finally {
    for (const contestant of contestants) contestant.end();
    network.end();
    await database.stop();
  }
}

async function compared(database: BenchDatabase) {
  progress('Row-Level Security against a hand-written WHERE');
  return measureRlsAgainstWhere(database);
}

function progress(text: string): void {
  process.stderr.write(`${new Date().toTimeString().slice(0, 8)} ${text}\n`);
}

const options = readOptions(process.argv.slice(2));
if (options) {
  const report = await measure(options);
  console.log(markdown(report));
  if (options.write) await writeReport(report, kindOf);
  const missed = report.bars.filter(({ holds }) => !holds).length;
  progress(`${report.bars.length - missed} of ${report.bars.length} bars hold.`);
}
