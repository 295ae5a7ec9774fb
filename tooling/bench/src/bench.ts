import { entries } from './contestants/index.ts';
import { preparePrisma } from './contestants/prisma.ts';
import { startBenchDatabase } from './dataset/database.ts';
import { countRoundTrips, measureCell } from './run/measure.ts';
import { Network } from './run/network.ts';

await preparePrisma();
const database = await startBenchDatabase();
const network = new Network(database.server.port);
const filter = process.env['BENCH_ONLY'];
const chosen = entries.filter(({ name }) => !filter || new RegExp(filter).test(name));
try {
  for (const entry of chosen) {
    console.log(entry.name, await countRoundTrips(entry, { database, network }));
  }
  for (const delay of (process.env['BENCH_DELAYS'] ?? '0,5').split(',').map(Number)) {
    for (const concurrency of (process.env['BENCH_CONC'] ?? '1,8').split(',').map(Number)) {
      const results = await measureCell(
        { delay, concurrency },
        chosen,
        { database, network },
        {
          rounds: Number(process.env['BENCH_ROUNDS'] ?? 3),
          duration: Number(process.env['BENCH_MS'] ?? 1000),
          warmUp: 1000,
        },
      );
      console.log({ delay, concurrency });
      for (const { name, samples } of results) {
        const median = (f: (s: (typeof samples)[number]) => number) =>
          samples
            .map(f)
            .toSorted((a, b) => a - b)
            [Math.floor(samples.length / 2)]!.toFixed(3);
        console.log(
          name.padEnd(36),
          ...[
            median((s) => s.p50),
            median((s) => s.p99),
            median((s) => s.rate),
            median((s) => s.clientCpu),
            median((s) => s.serverCpu ?? NaN),
          ].map((x) => x.padStart(12)),
        );
      }
    }
  }
} finally {
  network.end();
  await database.stop();
}
