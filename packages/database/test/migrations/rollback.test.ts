import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import postgres from 'postgres';
import { drizzle } from 'drizzle-orm/postgres-js';
import { migrate as migrateWithDrizzle } from 'drizzle-orm/postgres-js/migrator';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { migrate, migrationStatus } from '../../src/migrations/index.ts';
import { rollback, type RollbackOptions } from '../../src/migrations/rollback/rollback.ts';
import { writeDown } from '../../src/migrations/rollback/write-down.ts';
import {
  query,
  sqlOf,
  startTestServer,
  type TestDatabase,
  type TestServer,
} from './support/database.ts';
import { createFixture, type Fixture, projects, rls, roles } from './support/fixture.ts';
import { stateOf } from './support/state.ts';
import { untilRuns } from './support/until.ts';

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
  await run();
});
afterEach(() => fixture.remove());

const run = () => migrate({ url: database.url, source: fixture.source });
const back = (options: Partial<RollbackOptions> = {}) =>
  rollback({ url: database.url, source: fixture.source, attempts: 1, ...options });
const admin = (text: string) => query(database.adminUrl, text);
const status = () => migrationStatus({ url: database.url, source: fixture.source });

/** A third migration with its down file, applied. */
async function apply(sql: string, down?: string, rlsText = rls): Promise<void> {
  fixture.write([roles, projects, { tag: '0002_next', when: 3000, sql }], rlsText);
  if (down === undefined) await writeDown(fixture.source.folder, '0002_next');
  else writeFileSync(join(fixture.source.folder, '0002_next.down.sql'), down);
  await run();
}

test('takes the last migration back, with its row in the journal, and it can be applied again', async () => {
  const before = await stateOf(database, ['projects']);
  await apply('alter table projects add column size int;');
  const after = await stateOf(database, ['projects']);
  expect(await back()).toEqual({
    migration: '0002_next',
    statements: ['ALTER TABLE "projects" DROP COLUMN "size"'],
    losses: [],
  });
  expect(await stateOf(database, ['projects'])).toEqual(before);
  expect((await status()).migrations.at(-1)).toMatchObject({ state: 'pending' });
  await run();
  expect(await stateOf(database, ['projects'])).toEqual(after);
  expect((await status()).current).toBe(true);
});

test('a dry run says what would be done and lost, and does nothing', async () => {
  await apply(
    'create table more (id int); insert into more values (1), (2);',
    'drop table more;',
    `${rls}\nalter table more enable row level security;`,
  );
  expect(await back({ dryRun: true })).toEqual({
    migration: '0002_next',
    statements: ['drop table more'],
    losses: ['2 rows of "more"'],
  });
  expect((await status()).migrations.at(-1)).toMatchObject({ state: 'applied' });
});

describe('what would be lost is counted, and kept unless that is allowed', () => {
  const cases = [
    [
      'create table more (id int); insert into more values (1), (2)',
      'drop table more',
      '2 rows of "more"',
    ],
    [
      'alter table projects add column size int; insert into projects values (gen_random_uuid(), 2, null, 3)',
      'alter table projects drop size',
      '1 values of projects.size',
    ],
    [
      'alter table projects alter id type bigint',
      'alter table projects alter id type int',
      '1 values of projects.id, which get another type',
    ],
    [
      'create schema more; create table more.one (id int); insert into more.one values (1)',
      'drop schema more cascade',
      '1 rows of more.one',
    ],
    [
      'select 1',
      'delete from projects where id = 1',
      'what cannot be counted: delete from projects',
    ],
    [
      `create type mood as enum ('good'); alter table projects add mood mood`,
      'drop type mood cascade',
      'what cannot be counted: drop type mood cascade',
    ],
    ['select 1', 'frobnicate projects', 'what cannot be counted: frobnicate'],
    ['select 1', 'truncate projects', '1 rows of "projects"'],
  ] as const;

  test.each(cases)('%s; %s', async (up, down, loss) => {
    await apply(`${up};`, `${down};`);
    await expect(back()).rejects.toMatchObject({
      code: 'DATA_LOSS',
      message: expect.stringContaining(loss),
    });
    expect((await status()).current).toBe(true);
    const rolledBack = await back({ allowDataLoss: true }).catch((error: unknown) => error);
    expect(rolledBack).toMatchObject(
      down.startsWith('frobnicate')
        ? { code: 'MIGRATION_FAILED' }
        : { losses: [expect.stringContaining(loss)] },
    );
  });

  test('what policies hide from the login is not taken for nothing', async () => {
    await apply('alter table projects add column size int;', 'alter table projects drop size;');
    await query(database.url, 'alter policy superadmin_rows on projects using (id > 5)');
    await expect(back()).rejects.toMatchObject({
      code: 'DATA_LOSS',
      message: expect.stringContaining('cannot be counted: values of projects.size'),
    });
  });

  test('rows that are written while it begins are not lost', async () => {
    await apply('create table more (id int);', 'drop table more;');
    const writer = postgres(database.adminUrl, { max: 1 });
    await writer.unsafe('begin; insert into more values (1)').simple();
    const rolling = back({ lockTimeout: 20_000 }).catch((error: unknown) => error);
    await untilRuns(database, 'lock table%', { waiting: true });
    await writer.unsafe('commit').simple();
    await writer.end();
    expect(await rolling).toMatchObject({ code: 'DATA_LOSS' });
    expect(await admin('select id from more')).toEqual([{ id: 1 }]);
  });
});

describe('it refuses', () => {
  test.each([
    ['without a down file', undefined, 'There is no'],
    [
      'one that is not finished',
      '-- startkit: unfinished. Write what is missing, and take this line out.\nselect 1;',
      'not finished',
    ],
    ['one that ends its transaction', 'select 1; commit;', 'says BEGIN, COMMIT'],
    [
      'one that was derived from another text',
      `-- startkit: takes back 0002_next, SHA-256 ${'0'.repeat(64)}\nselect 1;`,
      'has been changed since',
    ],
  ])('%s', async (_, down, message) => {
    await apply('select 1;', down ?? 'x');
    if (down === undefined)
      fixture.write([roles, projects, { tag: '0002_next', when: 3000, sql: 'select 1;' }]);
    await expect(back()).rejects.toMatchObject({
      code: 'ROLLBACK_MISSING',
      message: expect.stringContaining(message),
    });
  });

  test('an empty journal', async () => {
    database = await server.createDatabase();
    await expect(back()).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test('a file that has changed, one that is missing, and a migration that is half applied', async () => {
    await apply('select 1;', 'select 1;');
    fixture.write([roles, projects, { tag: '0002_next', when: 3000, sql: 'select 2;' }]);
    await expect(back()).rejects.toMatchObject({ code: 'MIGRATIONS_DRIFTED' });
    fixture.write([roles, projects]);
    await expect(back()).rejects.toMatchObject({ code: 'MIGRATIONS_MISSING' });
    const half = {
      tag: '0003_half',
      when: 4000,
      sql: '-- startkit: no-transaction\nselect 1;\nselect 1/0;',
    };
    fixture.write([roles, projects, { tag: '0002_next', when: 3000, sql: 'select 1;' }, half]);
    await expect(run()).rejects.toThrow('division by zero');
    await expect(back()).rejects.toMatchObject({
      code: 'REFUSED',
      message: expect.stringContaining('0003_half is half applied'),
    });
  });
});

test('a down file that fails changes nothing', async () => {
  await apply(
    'alter table projects add column size int;',
    'alter table projects drop size; select 1/0;',
  );
  await expect(back()).rejects.toMatchObject({
    code: 'MIGRATION_FAILED',
    message: expect.stringContaining('0002_next is applied as before'),
  });
  expect(await admin('select size from projects')).toEqual([{ size: null }]);
});

test('interrupted, it changes nothing', async () => {
  await apply('select 1;', 'alter table projects add column x int; select pg_sleep(60);');
  const interrupt = new AbortController();
  const rolling = back({ signal: interrupt.signal }).catch((error: unknown) => error);
  await untilRuns(database, 'select pg_sleep%');
  interrupt.abort();
  expect(await rolling).toMatchObject({ code: 'INTERRUPTED' });
  expect((await status()).current).toBe(true);
});

test('of an older migration that was merged in later, the one that was applied last is taken back', async () => {
  const merged = { tag: '0001_merged', when: 1500, sql: 'create table merged (id int);' };
  fixture.write([roles, merged, projects]);
  await writeDown(fixture.source.folder, '0001_merged');
  await run();
  expect((await back()).migration).toBe('0001_merged');
  expect((await status()).migrations.map(({ state }) => state)).toEqual([
    'applied',
    'pending',
    'applied',
  ]);
});

describe('Row-Level Security', () => {
  const moreRls = `${rls}
alter table more enable row level security;
alter table more force row level security;
drop policy if exists app_rows on more;
create policy app_rows on more to startkit_app using (id = 1);
drop policy if exists superadmin_rows on more;
create policy superadmin_rows on more to startkit_superadmin using (true);
grant select on more to startkit_app;`;
  const asApp = async (text: string) =>
    (await query<never>(database.adminUrl, `set role startkit_app; ${text}`)).flat();

  test('of the tables that stay is left as it is, and db:status says that it is not this release’s', async () => {
    await apply('create table more (id int);', undefined, moreRls);
    expect((await status()).current).toBe(true);
    await back();
    expect(await status()).toMatchObject({ rlsInSync: false, exposures: [], current: false });
    expect(await asApp('select id from projects')).toEqual([]);
    // The release before it puts its own in force.
    fixture.write([roles, projects], rls);
    expect(await run()).toEqual({ migrations: [], rls: true });
    expect((await status()).current).toBe(true);
  });

  test('goes along with a table that gets its name back', async () => {
    await apply(
      'alter table projects rename to works;',
      undefined,
      rls.replaceAll('projects', 'works'),
    );
    await back();
    expect(await asApp('select id from projects')).toEqual([]);
    expect((await status()).exposures).toEqual([]);
  });

  test('of a table that comes back is none: nobody reaches it', async () => {
    await apply('create table more (id int);', undefined, moreRls);
    fixture.write(
      [
        roles,
        projects,
        { tag: '0002_next', when: 3000, sql: 'create table more (id int);' },
        { tag: '0003_drop', when: 4000, sql: 'drop table more;' },
      ],
      rls,
    );
    writeFileSync(join(fixture.source.folder, '0003_drop.down.sql'), 'create table more (id int);');
    await run();
    await back();
    await expect(asApp('select * from more')).rejects.toThrow('permission denied');
  });

  test('is not taken away: what tenants would reach is refused', async () => {
    await apply(
      'select 1;',
      'create table open_to_all (id int); grant select on open_to_all to startkit_app;',
    );
    await expect(back()).rejects.toMatchObject({ code: 'RLS_FAILED' });
    await apply('select 1;', 'alter table projects no force row level security;');
    await expect(back()).rejects.toMatchObject({ code: 'RLS_FAILED' });
    expect((await status()).current).toBe(true);
  });
});

test('Drizzle’s migrator neither sees down files nor minds a rollback', async () => {
  const next = 'alter table projects add column size int;';
  await apply(next);
  const text = readFileSync(join(fixture.source.folder, '0002_next.down.sql'), 'utf8');
  expect(text).toContain('SHA-256');
  const drizzleRun = () =>
    sqlOf(database.url, (sql) =>
      migrateWithDrizzle(drizzle(sql), { migrationsFolder: fixture.source.folder }),
    );
  await drizzleRun();
  await back();
  expect(existsSync(join(fixture.source.folder, '0002_next.down.sql'))).toBe(true);
  await drizzleRun();
  expect((await status()).migrations.at(-1)).toMatchObject({ tag: '0002_next', state: 'applied' });
});
