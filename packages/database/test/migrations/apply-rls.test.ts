import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { applyRls, migrate, migrationStatus } from '../../src/migrations/index.ts';
import {
  query,
  sqlOf,
  startTestServer,
  type TestDatabase,
  type TestServer,
} from './support/database.ts';
import { createFixture, type Fixture, projects, rls, roles } from './support/fixture.ts';

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
  await migrate({ url: database.url, source: fixture.source });
});
afterEach(() => fixture.remove());

const apply = () => applyRls({ url: database.url, rlsFile: fixture.source.rlsFile, attempts: 1 });
const inSync = async () =>
  (await migrationStatus({ url: database.url, source: fixture.source })).rlsInSync;
const admin = (text: string) => query(database.adminUrl, text);

test('does nothing when nothing differs', async () => {
  const before = await admin('select xmin, * from app.rls_state');
  expect(await apply()).toEqual({ applied: false });
  expect(await admin('select xmin, * from app.rls_state')).toEqual(before);
});

test('waits for nobody when nothing differs, not even for an exclusive lock', async () => {
  await sqlOf(database.adminUrl, (sql) =>
    sql.begin(async (tx) => {
      await tx.unsafe('lock table projects in access exclusive mode');
      expect(await apply()).toEqual({ applied: false });
    }),
  );
});

describe('finds and mends what was changed by hand', () => {
  test.each([
    ['a dropped policy', 'drop policy app_rows on projects'],
    ['a changed policy', 'alter policy app_rows on projects using (true)'],
    ['row security off', 'alter table projects disable row level security'],
    ['FORCE off', 'alter table projects no force row level security'],
    ['a grant that is gone', 'revoke select on projects from startkit_app'],
    ['a schema grant that is gone', 'revoke usage on schema public from startkit_app'],
  ])('%s', async (_, damage) => {
    expect(await inSync()).toBe(true);
    await query(database.url, damage);
    expect(await inSync()).toBe(false);
    expect(await apply()).toEqual({ applied: true });
    expect(await inSync()).toBe(true);
    expect(await apply()).toEqual({ applied: false });
  });

  test('the dropped policy is there again', async () => {
    await query(database.url, 'drop policy app_rows on projects');
    await apply();
    expect(await admin("select polname from pg_policy where polname = 'app_rows'")).toHaveLength(1);
  });
});

test.each([
  ['a grant too many', 'grant delete on projects to startkit_app'],
  ['a column grant', 'grant update (name) on projects to startkit_app'],
  ['a new table', 'create table beside_it (id int)'],
  ['a new view', 'create view around_it as select * from projects'],
  [
    'a function in the schema app',
    'create function app.f() returns int language sql as $$ select 1 $$',
  ],
  ['a grant to everybody', 'grant select on projects to public'],
  [
    'a trigger',
    `create function app.t() returns trigger language plpgsql as $$ begin return new; end $$;
     create trigger t before insert on projects for each row execute function app.t()`,
  ],
  ['a foreign key', 'alter table projects add foreign key (id) references projects (id)'],
  ['a schema', 'create schema reporting'],
  ['a table elsewhere', 'create schema reporting; create table reporting.t (id int)'],
  [
    'a function that runs as its owner',
    `create function public.f() returns int language sql security definer as 'select 1'`,
  ],
  ['a column default', `alter table projects alter name set default 'x'`],
  ['a check constraint', `alter table projects add check (name <> '')`],
  ['a unique constraint', 'alter table projects add unique (organization_id, name)'],
  ['a unique index', 'create unique index on projects (name) where id > 0'],
  ['a primary key that is gone', 'alter table projects drop constraint projects_pkey'],
  ['a rule', 'create rule r as on insert to projects do also nothing'],
  ['default privileges', 'alter default privileges grant select on tables to public'],
  [
    'temporary tables',
    `do $$ begin execute format('revoke temporary on database %I from public', current_database()); end $$`,
  ],
])('notices %s', async (_, change) => {
  await query(database.url, change);
  expect(await inSync()).toBe(false);
});

test('notices a view that shows something else', async () => {
  await query(database.url, 'create view names as select name from projects where id = 0');
  await apply();
  await query(database.url, 'create or replace view names as select name from projects');
  expect(await inSync()).toBe(false);
});

test.each([
  [
    'an aggregate that calls something else',
    'create aggregate a(int) (sfunc = int4pl, stype = int)',
    'create or replace aggregate a(int) (sfunc = int4mul, stype = int)',
  ],
  [
    'a table that inherits no longer',
    'create table base (name text); alter table projects inherit base',
    'alter table projects no inherit base',
  ],
])('notices %s', async (_, before, after) => {
  await query(database.url, before);
  await apply();
  await query(database.url, after);
  expect(await inSync()).toBe(false);
});

test('partitions that nobody may read come and go', async () => {
  await query(
    database.url,
    'create table events (id int primary key check (id > 0)) partition by list (id)',
  );
  await apply();
  await query(database.url, 'create table events_1 partition of events for values in (1)');
  expect(await inSync()).toBe(true);
  await query(database.url, 'drop table events_1');
  expect(await inSync()).toBe(true);
});

test('notices a foreign key that is checked no more', async () => {
  await query(
    database.url,
    'alter table projects add constraint self foreign key (id) references projects (id)',
  );
  await apply();
  await admin('alter table projects disable trigger all');
  expect(await inSync()).toBe(false);
});

test.each([
  ['becomes', 'grant startkit_portal to startkit_app', 'revoke startkit_portal from startkit_app'],
  ['is', 'alter role startkit_app bypassrls', 'alter role startkit_app nobypassrls'],
  ['logs in', 'alter role startkit_app login', 'alter role startkit_app nologin'],
])('notices what a role %s', async (_, change, undo) => {
  await admin(change);
  try {
    expect(await inSync()).toBe(false);
  } finally {
    await admin(undo);
  }
  expect(await inSync()).toBe(true);
});

test('notices a login that becomes more, not one that is made as it should be', async () => {
  await admin('create role startkit_app_login login in role startkit_app');
  try {
    expect(await inSync()).toBe(true);
    await admin('grant startkit_superadmin to startkit_app_login');
    expect(await inSync()).toBe(false);
  } finally {
    await admin('drop role startkit_app_login');
  }
});

test.each(['startkit_superadmin', 'startkit_app'])('notices who becomes %s', async (role) => {
  await admin(`create role sneaky login; grant ${role} to sneaky`);
  try {
    expect(await inSync()).toBe(false);
  } finally {
    await admin('drop role sneaky');
  }
  expect(await inSync()).toBe(true);
});

test('who migrates another database of the server is no difference', async () => {
  await admin('create role other_migrator login createrole in role startkit_superadmin');
  await admin('create database other owner other_migrator');
  try {
    expect(await inSync()).toBe(true);
  } finally {
    await admin('drop database other');
    await admin('drop role other_migrator');
  }
});

test('mends a database that an older kit applied it to', async () => {
  await admin('alter table app.rls_state drop declared');
  fixture.write([roles, projects], `${rls}\n-- compiled again`);
  expect(await apply()).toEqual({ applied: true });
  expect(await inSync()).toBe(true);
});

test('ordinary work on rows is no difference', async () => {
  await admin("insert into projects values (gen_random_uuid(), 2, 'second'); analyze projects");
  expect(await inSync()).toBe(true);
});

test('applies a script that was compiled anew', async () => {
  fixture.write([roles, projects], `${rls}\n-- compiled again`);
  expect(await inSync()).toBe(false);
  expect(await apply()).toEqual({ applied: true });
});

test('a script that fails changes nothing', async () => {
  fixture.write([roles, projects], 'drop policy app_rows on projects; select 1/0;');
  await expect(apply()).rejects.toMatchObject({ code: 'RLS_FAILED' });
  expect(await admin("select polname from pg_policy where polname = 'app_rows'")).toHaveLength(1);
});

test('without a script it refuses', async () => {
  await expect(
    applyRls({ url: database.url, rlsFile: `${fixture.source.rlsFile}.gone` }),
  ).rejects.toMatchObject({ code: 'RLS_FAILED', message: expect.stringContaining('db:generate') });
});

test('the state is readable by its owner alone', async () => {
  await admin('grant usage on schema app to startkit_app');
  await expect(admin('set role startkit_app; select * from app.rls_state')).rejects.toThrow(
    'permission denied',
  );
});
