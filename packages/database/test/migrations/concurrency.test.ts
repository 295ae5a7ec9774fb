import { setTimeout as sleep } from 'node:timers/promises';
import postgres from 'postgres';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { migrate } from '../../src/migrations/index.ts';
import { query, startTestServer, type TestDatabase, type TestServer } from './support/database.ts';
import { createFixture, type Fixture, projects, roles } from './support/fixture.ts';
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

const alter = { tag: '0002_alter', when: 3000, sql: 'alter table projects add column extra text' };

/** Holds a lock on `projects` in another session until `release` is called. */
async function holdLock(): Promise<{ release(): Promise<void> }> {
  const sql = postgres(database.adminUrl, { max: 1 });
  await sql.unsafe('begin').simple();
  await sql.unsafe('lock table projects in access share mode').simple();
  return { release: () => sql.end({ timeout: 1 }) };
}

test('a migration that waits for a lock gives way, and is tried again', async () => {
  await migrate({ url: database.url, source: fixture.source });
  fixture.write([roles, projects, alter]);
  const holder = await holdLock();
  const lines: string[] = [];
  let released = Promise.resolve();
  const running = migrate({
    url: database.url,
    source: fixture.source,
    lockTimeout: 100,
    log: (line) => {
      lines.push(line);
      if (line.includes('trying again')) released = holder.release();
    },
  });
  expect((await running).migrations).toEqual(['0002_alter']);
  await released;
  expect(lines.join('\n')).toContain('rolled back, trying again in 0.5 s (attempt 2 of 6)');
});

test('it gives up in the end, and everything is as it was', async () => {
  await migrate({ url: database.url, source: fixture.source });
  const first = { tag: '0002_first', when: 2500, sql: 'create table first (id int)' };
  fixture.write([roles, projects, first, alter]);
  const holder = await holdLock();
  try {
    await expect(
      migrate({ url: database.url, source: fixture.source, lockTimeout: 50, attempts: 2 }),
    ).rejects.toMatchObject({
      code: 'LOCK_TIMEOUT',
      message: expect.stringContaining('2 attempts'),
    });
  } finally {
    await holder.release();
  }
  expect(await query(database.url, "select to_regclass('first') as found")).toEqual([
    { found: null },
  ]);
});

test('of two runs at once the second waits, says so, and finds nothing to do', async () => {
  const slow = { tag: '0002_slow', when: 3000, sql: 'select pg_sleep(0.6)' };
  const concurrent = {
    tag: '0003_concurrent',
    when: 4000,
    sql: '-- startkit: no-transaction\ncreate index concurrently projects_name_idx on projects (name)',
  };
  fixture.write([roles, projects, slow, concurrent]);
  const lines: string[] = [];
  const log = (line: string) => void lines.push(line);
  const [one, two] = await Promise.all([
    migrate({ url: database.url, source: fixture.source, log }),
    migrate({ url: database.url, source: fixture.source, log }),
  ]);
  expect(new Set([one.migrations.length, two.migrations.length])).toEqual(new Set([0, 4]));
  expect(lines.filter((line) => line.includes('waiting'))).toHaveLength(1);
  expect(await query(database.url, 'select from drizzle.__drizzle_migrations')).toHaveLength(4);
});

test('of five, one works and four find nothing to do', async () => {
  const slow = { tag: '0002_slow', when: 3000, sql: 'select pg_sleep(0.5)' };
  fixture.write([roles, projects, slow]);
  const runs = Array.from({ length: 5 }, () =>
    migrate({ url: database.url, source: fixture.source }),
  );
  const applied = (await Promise.all(runs)).map(({ migrations }) => migrations.length);
  expect(applied.toSorted((a, b) => a - b)).toEqual([0, 0, 0, 0, 3]);
  expect(await query(database.url, 'select from drizzle.__drizzle_migrations')).toHaveLength(3);
});

/** Reads `projects` every 20 ms until it is stopped. @returns the longest it waited, in milliseconds, and how often it read. */
function readAllTheTime(): { stop(): Promise<{ longest: number; reads: number }> } {
  const sql = postgres(database.adminUrl, { max: 1 });
  let stopped = false;
  const reading = (async () => {
    let longest = 0;
    let reads = 0;
    for (; !stopped; reads += 1) {
      const begun = performance.now();
      await sql`select id from projects`;
      longest = Math.max(longest, performance.now() - begun);
      await sleep(20);
    }
    return { longest, reads };
  })();
  return {
    async stop() {
      stopped = true;
      const found = await reading;
      await sql.end({ timeout: 1 });
      return found;
    },
  };
}

test('it never keeps traffic waiting for longer than lock_timeout, however long it is kept waiting itself', async () => {
  await migrate({ url: database.url, source: fixture.source });
  fixture.write([roles, projects, alter]);
  const holder = await holdLock();
  const reader = readAllTheTime();
  const lines: string[] = [];
  const running = migrate({
    url: database.url,
    source: fixture.source,
    lockTimeout: 300,
    log: (line) => void lines.push(line),
  });
  await until(() => Promise.resolve(lines.find((line) => line.includes('attempt 3 of 6'))));
  await holder.release();
  expect((await running).migrations).toEqual(['0002_alter']);
  const { longest, reads } = await reader.stop();
  expect(reads).toBeGreaterThan(10);
  // It did wait behind the migration, which was given up in time.
  expect(longest).toBeGreaterThan(200);
  expect(longest).toBeLessThan(1300);
});

test('a run that waits for another one does not wait for ever', async () => {
  const slow = { tag: '0002_slow', when: 3000, sql: 'select pg_sleep(1)' };
  fixture.write([roles, projects, slow]);
  const options = { url: database.url, source: fixture.source };
  const running = migrate(options);
  await untilRuns(database, 'select pg_sleep%');
  await expect(migrate({ ...options, waitSeconds: 0.1 })).rejects.toMatchObject({
    code: 'LOCK_TIMEOUT',
  });
  await running;
});

test('a connection that is lost in the middle applies nothing after it', async () => {
  const suicide = {
    tag: '0002_lost',
    when: 3000,
    sql: `create table before_it (id int);
--> statement-breakpoint
select pg_terminate_backend(pg_backend_pid());
--> statement-breakpoint
create table after_it (id int);`,
  };
  fixture.write([roles, projects, suicide]);
  await expect(migrate({ url: database.url, source: fixture.source })).rejects.toMatchObject({
    code: 'CONNECTION_LOST',
  });
  expect(
    await query(
      database.url,
      "select to_regclass('before_it') as a, to_regclass('after_it') as b, to_regclass('projects') as c",
    ),
  ).toEqual([{ a: null, b: null, c: null }]);
});
