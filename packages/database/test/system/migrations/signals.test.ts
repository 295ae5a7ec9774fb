import { type ChildProcess, spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import postgres from 'postgres';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import {
  startTestServer,
  type TestDatabase,
  type TestServer,
} from '../../migrations/support/database.ts';
import { endOf } from '../../migrations/support/own-process.ts';
import { until, untilRuns } from '../../migrations/support/until.ts';

let server: TestServer;
let database: TestDatabase;
let holder: postgres.Sql;

beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());
beforeEach(async () => {
  database = await server.createDatabase();
  holder = postgres(database.adminUrl, { max: 1 });
});
afterEach(() => holder.end({ timeout: 1 }));

const program = fileURLToPath(new URL('../../../src/cli/db.ts', import.meta.url));

/** `db:migrate` of the kit's own migrations, as pnpm starts it: the signal goes to the program itself. */
function startMigrating(): { readonly child: ChildProcess; said(): string } {
  const child = spawn(
    process.execPath,
    ['--import', createRequire(import.meta.url).resolve('tsx'), program, 'migrate'],
    {
      env: { PATH: process.env['PATH'], NODE_ENV: 'test', MIGRATION_DATABASE_URL: database.url },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => (said += text));
  }
  return { child, said: () => said };
}

const closed = async (child: ChildProcess) => {
  const end = await endOf(child);
  if (child.stdout?.readableEnded === false) await new Promise((done) => child.once('close', done));
  return end;
};

test('SIGTERM: the statement is cancelled, the run rolled back, and it says what was kept', async () => {
  await holder.unsafe('begin; create schema app').simple();
  const { child, said } = startMigrating();
  await untilRuns(database, '%create schema%app%', { waiting: true });
  child.kill('SIGTERM');
  expect(await closed(child)).toBe(143);
  expect(said()).toMatch(
    /Error: Interrupted\. What was not committed .* is rolled back\. No migration was applied\. Run db:migrate again/,
  );
  await holder.unsafe('rollback').simple();
  const again = startMigrating();
  expect(await closed(again.child)).toBe(0);
  expect(again.said()).toContain('and Row-Level Security.');
});

test('Ctrl-C while another migration runs: it stops waiting', async () => {
  await holder.unsafe('select pg_advisory_lock(1398030674, 1414220116)').simple();
  const { child, said } = startMigrating();
  await until(() => Promise.resolve(said().includes('Another migration') || undefined));
  child.kill('SIGINT');
  // pnpm passes on what the terminal has sent already: that is no second request.
  child.kill('SIGINT');
  expect(await closed(child)).toBe(130);
  expect(said()).toContain('Error: Interrupted.');
});
