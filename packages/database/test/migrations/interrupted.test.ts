import postgres from 'postgres';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { applyRls, migrate } from '../../src/migrations/index.ts';
import { query, startTestServer, type TestDatabase, type TestServer } from './support/database.ts';
import { createFixture, type Fixture, projects, rls, roles } from './support/fixture.ts';
import { stateOf } from './support/state.ts';
import { until, untilRuns } from './support/until.ts';

let server: TestServer;
let database: TestDatabase;
let fixture: Fixture;

beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());
beforeEach(async () => {
  database = await server.createDatabase();
  fixture = createFixture();
});
afterEach(() => fixture.remove());

/** What Ctrl-C does to a run, once `when` is there. @returns what the run says. */
async function interruptOnce(
  when: (lines: readonly string[]) => Promise<unknown>,
  work: (signal: AbortSignal, log: (line: string) => void) => Promise<unknown>,
): Promise<string> {
  const interrupt = new AbortController();
  const lines: string[] = [];
  const running = work(interrupt.signal, (line) => void lines.push(line)).then(
    () => 'it ended well',
    (error: unknown) => `${(error as { code: string }).code} ${String(error)}`,
  );
  await Promise.race([when(lines), running.then((end) => Promise.reject(new Error(end)))]);
  interrupt.abort();
  return `${await running}\n${lines.join('\n')}`;
}
const interruptMigration = (when: (lines: readonly string[]) => Promise<unknown>) =>
  interruptOnce(when, (signal, log) =>
    migrate({ url: database.url, source: fixture.source, signal, log }),
  );
const migrateAgain = () => migrate({ url: database.url, source: fixture.source });
const nobodyElse = () =>
  until(async () => {
    const others = await query(
      database.adminUrl,
      `select from pg_stat_activity where datname = '${database.name}' and pid <> pg_backend_pid()`,
    );
    return others.length === 0 ? true : undefined;
  });

const slow = {
  tag: '0002_slow',
  when: 3000,
  sql: `create table half (id int);
--> statement-breakpoint
select pg_sleep(60);`,
};

test('in a transaction: the statement ends, all is rolled back, and it says so', async () => {
  fixture.write([roles, projects, slow]);
  const said = await interruptMigration(() => untilRuns(database, '%select pg_sleep%'));
  expect(said).toMatch(
    /^INTERRUPTED .*rolled back\. No migration was applied\. Run db:migrate again/,
  );
  await nobodyElse();
  expect(await query(database.adminUrl, `select to_regclass('half') as t`)).toEqual([{ t: null }]);
});

test('outside one: what had ended is kept, and the next run goes on', async () => {
  const outside = (second: string) => ({
    tag: '0002_outside',
    when: 3000,
    sql: `-- startkit: no-transaction\nupdate projects set id = id + 1;\n${second};`,
  });
  fixture.write([roles, projects, outside('select pg_sleep(60)')]);
  const said = await interruptMigration(() => untilRuns(database, '%select pg_sleep%'));
  expect(said).toMatch(/Applied, and kept: 0000_roles, 0001_projects\. 0002_outside runs outside/);
  fixture.write([roles, projects, outside('select 1')]);
  await migrateAgain();
  expect((await stateOf(database, ['projects'])).rows['projects']).toMatchObject([{ id: 2 }]);
});

test('in the Row-Level Security: all is rolled back', async () => {
  fixture.write([roles, projects], `${rls} select pg_sleep(60);`);
  const said = await interruptMigration(() => untilRuns(database, '%select pg_sleep%'));
  expect(said).toMatch(/^INTERRUPTED .*No migration was applied/);
  fixture.write([roles, projects], rls);
  expect((await migrateAgain()).migrations).toHaveLength(2);
  fixture.write([roles, projects], `${rls} select pg_sleep(60);`);
  const applying = await interruptOnce(
    () => untilRuns(database, '%select pg_sleep%'),
    (signal) => applyRls({ url: database.url, rlsFile: fixture.source.rlsFile, signal }),
  );
  expect(applying).toMatch(/^INTERRUPTED .*is rolled back/);
});

const says = (part: string) => (lines: readonly string[]) =>
  until(() => Promise.resolve(lines.find((line) => line.includes(part))));

test('while it waits it stops at once: for a lock, for its next attempt, and for another run', async () => {
  await migrateAgain();
  fixture.write([roles, projects, { ...slow, sql: 'alter table projects add column extra text' }]);
  const holder = postgres(database.adminUrl, { max: 1 });
  await holder.unsafe('begin; lock table projects in access share mode').simple();
  const forLock = () => untilRuns(database, 'alter table%', { waiting: true });
  expect(await interruptMigration(forLock)).toMatch(/^INTERRUPTED/);
  const begun = Date.now();
  const attempts = (lines: readonly string[]) => says('trying again in 0.5 s')(lines);
  expect(await interruptMigration(attempts)).toMatch(/^INTERRUPTED/);
  expect(Date.now() - begun).toBeLessThan(3400);
  await holder.unsafe('rollback; select pg_advisory_lock(1398030674, 1414220116)').simple();
  expect(await interruptMigration(says('Another migration'))).toMatch(/^INTERRUPTED/);
  await holder.end({ timeout: 1 });
});
