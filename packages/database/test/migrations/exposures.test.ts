import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { applyRls, kitMigrations, migrate, migrationStatus } from '../../src/migrations/index.ts';
import { runDb } from '../cli/support.ts';
import { query, startTestServer, type TestDatabase, type TestServer } from './support/database.ts';
import { createFixture, type Fixture, projects, rls, roles } from './support/fixture.ts';

let server: TestServer;
let database: TestDatabase;

beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());
beforeEach(async () => {
  database = await server.createDatabase();
});
afterEach(() => server.dropDatabase(database));

const admin = (text: string) => query(database.adminUrl, text);

describe('in the kit’s own database', () => {
  beforeEach(async () => {
    await migrate({ url: database.url });
  });

  test('nothing is exposed', async () => {
    expect(await migrationStatus({ url: database.url })).toMatchObject({
      exposures: [],
      current: true,
    });
  });

  const exposures: readonly [string, string, RegExp][] = [
    [
      'a table granted to everybody',
      'create table exported as select * from projects; grant select on exported to public',
      /table public\.exported without forced .* public/,
    ],
    [
      'a table without FORCE',
      `create table half (id int); alter table half enable row level security; grant select on half to startkit_app`,
      /table public\.half without forced .* startkit_app/,
    ],
    [
      'one column',
      'create table wide (id int, secret text); grant select (secret) on wide to startkit_portal',
      /table public\.wide .* startkit_portal/,
    ],
    [
      'a table of another schema',
      'create schema reporting; create table reporting.p (x int); grant usage on schema reporting to public; grant select on reporting.p to public',
      /table reporting\.p /,
    ],
    [
      'a partition',
      `create table parted (id int) partition by list (id); alter table parted enable row level security;
       alter table parted force row level security; create table parted_1 partition of parted for values in (1);
       grant select on parted_1 to startkit_app`,
      /table public\.parted_1 /,
    ],
    [
      'a table that the RLS SQL does not declare',
      `create table beside (id int); alter table beside enable row level security;
       alter table beside force row level security; grant truncate on beside to startkit_app`,
      /table public\.beside, which the RLS SQL does not declare, .* startkit_app/,
    ],
    [
      'a table of a schema nobody may use',
      'create schema closed; create table closed.t (id int); grant select on closed.t to public',
      /table closed\.t without forced .* public/,
    ],
    [
      'a view',
      'create view v_all as select * from projects; grant select on v_all to startkit_app',
      /view public\.v_all without security_invoker/,
    ],
    [
      'a view that says no',
      'create view v_no with (security_invoker = off) as select * from projects; grant select on v_no to startkit_app',
      /view public\.v_no without security_invoker/,
    ],
    [
      'a materialized view',
      'create materialized view m_all as select * from projects; grant select on m_all to startkit_app',
      /materialized view public\.m_all, which no policy binds/,
    ],
    [
      'a function with its owner’s rights',
      `create function all_projects(a int, b text) returns bigint language sql security definer as 'select count(*) from public.projects'`,
      /function public\.all_projects\(integer, text\) runs with the rights of /,
    ],
    [
      'a rule',
      'create rule spy as on insert to notifications do also nothing',
      /rule spy on the table public\.notifications/,
    ],
  ];

  test.each(exposures)('%s is refused and reported', async (_, sql, expected) => {
    await admin(sql);
    await expect(applyRls({ url: database.url })).rejects.toMatchObject({
      code: 'RLS_FAILED',
      message: expect.stringMatching(expected),
    });
    const status = await migrationStatus({ url: database.url });
    expect(status).toMatchObject({ current: false, exposures: [expect.stringMatching(expected)] });
  });

  test.each([
    [
      'a view with the rights of its reader',
      'create view v_own with (security_invoker = true) as select * from projects; grant select on v_own to startkit_app',
    ],
    ['a table nobody was granted', 'create table alone (id int)'],
    [
      'a trigger function',
      `create function on_user() returns trigger language plpgsql security definer as 'begin return new; end'`,
    ],
  ])('%s is none', async (_, sql) => {
    await admin(sql);
    await applyRls({ url: database.url });
    expect((await migrationStatus({ url: database.url })).exposures).toEqual([]);
  });

  test('a role that tenants become is refused', async () => {
    await admin('grant startkit_backup to startkit_app');
    try {
      await expect(applyRls({ url: database.url })).rejects.toThrow(
        'the role startkit_app is a member of startkit_backup',
      );
    } finally {
      await admin('revoke startkit_backup from startkit_app');
    }
  });

  test('what is granted to a login itself is found too', async () => {
    await admin(`create role my_login login in role startkit_app;
      create table mine (id int); grant select on mine to my_login`);
    try {
      await expect(applyRls({ url: database.url })).rejects.toThrow('is reached by my_login');
    } finally {
      await admin('drop owned by my_login; drop role my_login');
    }
  });

  test('db:status lists it and exits with 1', async () => {
    await admin('create view v_all as select * from projects; grant select on v_all to public');
    const { code, stdout } = await runDb(['status'], { MIGRATION_DATABASE_URL: database.url });
    expect(code).toBe(1);
    expect(stdout).toContain('exposed: the view public.v_all');
  });
});

describe('a migration that exposes', () => {
  let fixture: Fixture;
  const run = () => migrate({ url: database.url, source: fixture.source, attempts: 1 });
  const exists = async (table: string) =>
    (await admin(`select to_regclass('${table}') is not null as found`))[0]?.['found'];
  const open = () =>
    admin(`alter default privileges for role startkit_migrator in schema public
      grant select on tables to public`);

  beforeEach(async () => {
    fixture = createFixture();
    await run();
  });
  afterEach(() => fixture.remove());

  test('leaves nothing behind', async () => {
    const exported = {
      tag: '0002_exported',
      when: 3000,
      sql: 'create table exported (id int); grant select on exported to startkit_app',
    };
    fixture.write([roles, projects, exported]);
    await expect(run()).rejects.toMatchObject({
      code: 'RLS_FAILED',
      message: expect.stringContaining('the table public.exported'),
    });
    expect(await exists('exported')).toBe(false);
  });

  test('by default privileges, before one without a transaction, is never live', async () => {
    await open();
    const fresh = { tag: '0002_fresh', when: 3000, sql: 'create table fresh (secret text)' };
    const slow = {
      tag: '0003_slow',
      when: 4000,
      sql: '-- startkit: no-transaction\ncreate table slow_ran ()',
    };
    const closed = `${rls}\nalter table fresh enable row level security;
      alter table fresh force row level security; revoke all on fresh from public;`;
    fixture.write([roles, projects, fresh, slow], closed);
    await expect(run()).rejects.toMatchObject({
      code: 'RLS_FAILED',
      message: expect.stringContaining('the table public.fresh'),
    });
    expect(await exists('fresh')).toBe(false);
    expect(await exists('slow_ran')).toBe(false);
  });

  test('by letting tenants truncate a declared table, before one without a transaction', async () => {
    const truncated = {
      tag: '0002_truncated',
      when: 3000,
      sql: 'grant truncate on projects to startkit_app',
    };
    const slow = { tag: '0003_slow', when: 4000, sql: '-- startkit: no-transaction\nselect 1' };
    fixture.write([roles, projects, truncated, slow]);
    await expect(run()).rejects.toThrow(
      'the table public.projects may be truncated, or given triggers, by startkit_app',
    );
  });

  test('is none when it drops what the RLS SQL declared until now, on either side of another one', async () => {
    const old = { tag: '0002_old', when: 3000, sql: 'create table old (id int)' };
    const declared = `${rls}\nalter table old enable row level security;
alter table old force row level security;
grant select on old to startkit_app;`;
    fixture.write([roles, projects, old], declared);
    await run();
    const column = { tag: '0003_column', when: 4000, sql: 'alter table projects add x int' };
    const slow = { tag: '0004_slow', when: 5000, sql: '-- startkit: no-transaction\nselect 1' };
    const drop = { tag: '0005_drop', when: 6000, sql: 'drop table old' };
    fixture.write([roles, projects, old, column, slow, drop]);
    const { source } = fixture;
    expect((await migrationStatus({ url: database.url, source })).exposures).toEqual([]);
    expect((await run()).migrations).toEqual(['0003_column', '0004_slow', '0005_drop']);
  });

  test('by leaving a table that the RLS SQL no longer declares', async () => {
    const old = { tag: '0002_old', when: 3000, sql: 'create table old (id int)' };
    const declared = `${rls}\nalter table old enable row level security;
alter table old force row level security;
grant select on old to startkit_app;`;
    fixture.write([roles, projects, old], declared);
    await run();
    fixture.write([roles, projects, old]);
    await expect(run()).rejects.toThrow(
      'the table public.old, which the RLS SQL does not declare, is reached by startkit_app',
    );
  });

  test('by default privileges is none when the RLS closes it in the same transaction', async () => {
    await open();
    const fresh = { tag: '0002_fresh', when: 3000, sql: 'create table fresh (secret text)' };
    fixture.write([roles, projects, fresh], `${rls}\nrevoke all on fresh from public;`);
    expect((await run()).migrations).toEqual(['0002_fresh']);
  });
});

test('the kit’s own files expose nothing at any step', async () => {
  await admin(`alter default privileges for role startkit_migrator in schema public
    grant all on tables to startkit_app`);
  const result = await migrate({ url: database.url, source: kitMigrations() });
  expect(result.rls).toBe(true);
  expect((await migrationStatus({ url: database.url })).exposures).toEqual([]);
});
