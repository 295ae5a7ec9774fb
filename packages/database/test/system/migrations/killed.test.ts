import type { ChildProcess } from 'node:child_process';
import postgres from 'postgres';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { migrate } from '../../../src/migrations/index.ts';
import {
  query,
  startTestServer,
  type TestDatabase,
  type TestServer,
} from '../../migrations/support/database.ts';
import { type Fixture, projects, roles } from '../../migrations/support/fixture.ts';
import { mixedFixture } from '../../migrations/support/mixed.ts';
import { endOf, ownProcess, type OwnProcess } from '../../migrations/support/own-process.ts';
import { startProxy } from '../../migrations/support/proxy.ts';
import { type DatabaseState, stateOf } from '../../migrations/support/state.ts';
import { untilRuns } from '../../migrations/support/until.ts';

let server: TestServer;
let runner: OwnProcess;
let database: TestDatabase;
let fixture: Fixture;

beforeAll(async () => {
  server = await startTestServer();
  runner = await ownProcess();
});
afterAll(async () => {
  runner.remove();
  await server.stop();
});
beforeEach(async () => {
  database = await server.createDatabase();
  fixture = mixedFixture();
});
afterEach(async () => {
  fixture.remove();
  await server.dropDatabase(database);
});

const state = (of = database) => stateOf(of, ['projects']);
const migrateHere = (of = database) => migrate({ url: of.url, source: fixture.source });

/** Starts the runner in a database of its own, kills it once the server has done `count` things for it, and runs it again. */
async function killedAfter(count: number): Promise<{ readonly killed: boolean } & DatabaseState> {
  const own = await server.createDatabase();
  let child: ChildProcess | undefined;
  const proxy = await startProxy(server, (done) => {
    if (done !== count) return 'pass';
    child?.kill('SIGKILL');
    return 'cut';
  });
  child = runner.start(proxy.url(own.url), fixture.source);
  const killed = (await endOf(child)) === 'SIGKILL';
  proxy.close();
  await migrateHere(own);
  const found = await state(own);
  await server.dropDatabase(own);
  return { killed, ...found };
}

/** Killed after one of these is killed after what came before it. */
const onlyReads = (sql: string) => /^\s*(select (?!pg_try)|with |set |reset )/i.test(sql);

test(
  'killed after any of its statements, and run again, it makes what an undisturbed run makes',
  { timeout: 1_200_000 },
  async () => {
    const proxy = await startProxy(server, () => 'pass');
    expect(await endOf(runner.start(proxy.url(database.url), fixture.source))).toBe(0);
    proxy.close();
    const undisturbed = await state();
    const ran = undisturbed.rows['projects']?.map((row) => (row as { runs: number }).runs);
    expect(ran).toEqual(Array.from({ length: 20 }, () => 3));

    const places = proxy.asked
      .map((sql, index) => ({ sql, count: index + 1 }))
      .filter(({ sql }) => !onlyReads(sql));
    expect(places.length).toBeGreaterThan(50);
    for (const { sql, count } of places) {
      const place = `after ${sql}`;
      expect({ place, ...(await killedAfter(count)) }).toEqual({
        place,
        killed: true,
        ...undisturbed,
      });
    }
  },
);

/** A session that holds up CREATE INDEX CONCURRENTLY once the index is in the catalog. */
async function uncommitted(): Promise<{ end(): Promise<void> }> {
  const sql = postgres(database.adminUrl, { max: 1 });
  await sql.unsafe(`begin; update projects set name = name`).simple();
  return { end: () => sql.end({ timeout: 1 }) };
}

test('killed while CREATE INDEX CONCURRENTLY runs, the next run drops what it left and makes it', async () => {
  fixture.write([roles, projects]);
  await migrateHere();
  const concurrently = 'create unique index concurrently projects_name_key on projects (name)';
  const outside = {
    tag: '0002_outside',
    when: 3000,
    sql: `-- startkit: no-transaction\n${concurrently}`,
  };
  fixture.write([roles, projects, outside]);
  const holder = await uncommitted();
  const child = runner.start(database.url, fixture.source);
  const { pid } = await untilRuns(database, 'create unique index concurrently%', { waiting: true });
  const index = () =>
    query(
      database.adminUrl,
      `select indisvalid as valid, oid from pg_index join pg_class on oid = indexrelid where relname = 'projects_name_key'`,
    );
  const [half] = await index();
  expect(half).toMatchObject({ valid: false });
  child.kill('SIGKILL');
  const lines: string[] = [];
  const log = (line: string) => void lines.push(line);
  const again = migrate({ url: database.url, source: fixture.source, log });
  // The index that was left is dropped, which waits for the same transaction.
  await untilRuns(database, 'drop index concurrently%', { waiting: true });
  expect(await query(database.adminUrl, `select from pg_stat_activity where pid = ${pid}`)).toEqual(
    [],
  );
  await holder.end();
  await again;
  expect(lines.join('\n')).toContain('projects_name_key was left invalid');
  const [made] = await index();
  expect(made).toMatchObject({ valid: true });
  expect(made?.['oid']).not.toBe(half?.['oid']);
});

test('the server ends what a killed run was doing: the next one does not wait for it', async () => {
  const long = {
    tag: '0002_long',
    when: 3000,
    sql: 'update projects set name = pg_sleep(60)::text',
  };
  fixture.write([roles, projects, long]);
  const child = runner.start(database.url, fixture.source);
  await untilRuns(database, 'update projects%');
  child.kill('SIGKILL');
  fixture.write([roles, projects, { ...long, sql: `update projects set name = 'long'` }]);
  const begun = Date.now();
  await migrateHere();
  expect(Date.now() - begun).toBeLessThan(20_000);
  expect((await state()).rows['projects']).toMatchObject([{ name: 'long' }]);
});
