import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { migrate, migrationStatus } from '../../src/migrations/index.ts';
import { query, startTestServer, type TestDatabase, type TestServer } from './support/database.ts';
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
});
afterEach(() => fixture.remove());

const run = () => migrate({ url: database.url, source: fixture.source });
const status = () => migrationStatus({ url: database.url, source: fixture.source });
const states = async () =>
  Object.fromEntries((await status()).migrations.map(({ tag, state }) => [tag, state]));
const tableExists = async (name: string) =>
  (await query(database.url, `select to_regclass('${name}') as found`))[0]?.['found'] !== null;
const journal = () =>
  query(database.url, 'select * from drizzle.__drizzle_migrations order by created_at');

describe('a fresh database', () => {
  test('gets every migration and the RLS', async () => {
    expect(await run()).toEqual({ migrations: ['0000_roles', '0001_projects'], rls: true });
    expect(await status()).toMatchObject({ current: true, rlsInSync: true });
    const [table] = await query(
      database.url,
      "select relrowsecurity, relforcerowsecurity from pg_class where oid = 'projects'::regclass",
    );
    expect(table).toEqual({ relrowsecurity: true, relforcerowsecurity: true });
  });

  test('shows every migration as pending before, and changes nothing by looking', async () => {
    expect(await states()).toEqual({ '0000_roles': 'pending', '0001_projects': 'pending' });
    expect((await query(database.url, "select to_regnamespace('drizzle') as n"))[0]?.['n']).toBe(
      null,
    );
  });

  test('is left alone by a dry run', async () => {
    const plan = await migrate({ url: database.url, source: fixture.source, dryRun: true });
    expect(plan).toEqual({ migrations: ['0000_roles', '0001_projects'], rls: true });
    expect(await tableExists('projects')).toBe(false);
    expect((await query(database.url, "select to_regnamespace('drizzle') as n"))[0]?.['n']).toBe(
      null,
    );
  });
});

test('a second run changes nothing', async () => {
  await run();
  const before = await query(database.url, 'select * from app.rls_state');
  expect(await run()).toEqual({ migrations: [], rls: false });
  expect(await journal()).toHaveLength(2);
  expect(await query(database.url, 'select * from app.rls_state')).toEqual(before);
});

test('a data migration changes rows of a table under FORCE', async () => {
  await run();
  const rename = { tag: '0002_rename', when: 3000, sql: `update projects set name = 'renamed'` };
  fixture.write([roles, projects, rename]);
  await query(database.adminUrl, 'grant update on projects to startkit_superadmin');
  await run();
  expect(await query(database.adminUrl, 'select name from projects')).toEqual([
    { name: 'renamed' },
  ]);
});

describe('files that disagree with the journal', () => {
  test('a changed file is drifted and stops everything', async () => {
    await run();
    const later = { tag: '0002_later', when: 3000, sql: 'create table later (id int)' };
    fixture.write([roles, { ...projects, sql: `${projects.sql}\n-- changed` }, later]);
    expect(await states()).toMatchObject({ '0001_projects': 'drifted', '0002_later': 'pending' });
    await expect(run()).rejects.toMatchObject({
      code: 'MIGRATIONS_DRIFTED',
      message: expect.stringContaining('0001_projects'),
    });
    expect(await tableExists('later')).toBe(false);
  });

  test('an applied migration without a file is missing and stops everything', async () => {
    await run();
    const other = { tag: '0001_other', when: 2500, sql: 'create table other (id int)' };
    fixture.write([roles, other]);
    expect(await states()).toEqual({
      '0000_roles': 'applied',
      '(2000)': 'missing',
      '0001_other': 'pending',
    });
    await expect(run()).rejects.toMatchObject({ code: 'MIGRATIONS_MISSING' });
    expect(await tableExists('other')).toBe(false);
  });

  test('those that were merged in before the newest applied one are applied, in their order', async () => {
    await run();
    const merged = { tag: '0001_merged', when: 1500, sql: 'create table merged (id int)' };
    const filled = { tag: '0001_filled', when: 1600, sql: 'insert into merged values (1)' };
    const later = { tag: '0002_later', when: 3000, sql: 'alter table merged rename to last' };
    fixture.write([roles, later, filled, merged, projects]);
    expect(await states()).toMatchObject({ '0001_merged': 'pending', '0001_projects': 'applied' });
    expect(await run()).toEqual({
      migrations: ['0001_merged', '0001_filled', '0002_later'],
      rls: true,
    });
    expect(await query(database.url, 'select id from last')).toEqual([{ id: 1 }]);
    expect((await status()).current).toBe(true);
  });

  test.each([
    ['that the journal names and nobody has', ['0001_projects.sql'], 'Restore the file'],
    ['with the time of another', [], 'Raise that of the one that was applied nowhere'],
  ])('a file %s stops everything, before a connection is made', async (_, missing, advice) => {
    fixture.write([roles, projects, { ...projects, tag: '0001_twin' }]);
    for (const name of missing) rmSync(join(fixture.source.folder, name));
    const nowhere = 'postgres://nobody@127.0.0.1:1/nowhere';
    await expect(migrate({ url: nowhere, source: fixture.source })).rejects.toMatchObject({
      code: 'MIGRATIONS_INVALID',
      message: expect.stringContaining(advice),
    });
  });
});

describe('a migration that fails', () => {
  const broken = {
    tag: '0002_broken',
    when: 3000,
    sql: 'create table half (id int);\n--> statement-breakpoint\nselect no_such_function();',
  };

  test('leaves nothing behind, of itself or of the run', async () => {
    fixture.write([roles, projects, broken]);
    await expect(run()).rejects.toMatchObject({
      code: 'MIGRATION_FAILED',
      message: expect.stringMatching(/0002_broken failed at statement 2 of 2: .*no_such_function/),
    });
    expect(await tableExists('half')).toBe(false);
    expect(await tableExists('projects')).toBe(false);
    expect(await journal()).toEqual([]);
  });

  test('keeps what earlier runs applied, and is applied once it is corrected', async () => {
    await run();
    fixture.write([roles, projects, broken]);
    await expect(run()).rejects.toThrow('rolled back');
    fixture.write([roles, projects, { ...broken, sql: 'create table half (id int)' }]);
    expect((await run()).migrations).toEqual(['0002_broken']);
  });

  test('RLS that fails takes the migrations with it', async () => {
    fixture.write([roles, projects], 'grant select on no_such_table to startkit_app;');
    await expect(run()).rejects.toMatchObject({ code: 'RLS_FAILED' });
    expect(await tableExists('projects')).toBe(false);
  });

  test('a COMMIT in the text is found', async () => {
    const committing = {
      tag: '0002_commit',
      when: 3000,
      sql: 'commit; create table loose (id int)',
    };
    await run();
    fixture.write([roles, projects, committing]);
    await expect(run()).rejects.toThrow('ended its own transaction');
  });

  test('a deferred constraint that fails at COMMIT is explained', async () => {
    const deferred = {
      tag: '0002_deferred',
      when: 3000,
      sql: `create table child (parent int references projects (id) deferrable initially deferred);
        insert into child values (404);`,
    };
    fixture.write([roles, projects, deferred]);
    await expect(run()).rejects.toThrow(/could not be committed: .*child/);
    expect(await tableExists('child')).toBe(false);
  });
});

describe('a no-transaction migration', () => {
  const concurrent = {
    tag: '0002_index',
    when: 3000,
    sql: `-- startkit: no-transaction
create index concurrently if not exists projects_name on projects (name);
--> statement-breakpoint
create index concurrently if not exists projects_both on projects (name, id);`,
  };
  const after = { tag: '0003_after', when: 4000, sql: 'create table after_it (id int)' };

  test('runs its statements outside a transaction, between the others', async () => {
    fixture.write([roles, projects, concurrent, after]);
    expect((await run()).migrations).toEqual([
      '0000_roles',
      '0001_projects',
      '0002_index',
      '0003_after',
    ]);
    expect(await tableExists('projects_both')).toBe(true);
    expect((await status()).current).toBe(true);
  });

  test('keeps what came before when it fails, and says so', async () => {
    const failing = {
      ...concurrent,
      sql: `${concurrent.sql}\n--> statement-breakpoint\nselect 1/0`,
    };
    fixture.write([roles, projects, failing, after]);
    await expect(run()).rejects.toThrow('Its first 2 statement(s) are kept');
    expect(await states()).toMatchObject({
      '0001_projects': 'applied',
      '0002_index': 'pending',
      '0003_after': 'pending',
    });
    fixture.write([roles, projects, concurrent, after]);
    expect((await run()).migrations).toEqual(['0002_index', '0003_after']);
  });

  test('without the marker, the error says what to write', async () => {
    fixture.write([roles, projects, { ...concurrent, sql: concurrent.sql.split('\n')[1] ?? '' }]);
    await expect(run()).rejects.toThrow('startkit: no-transaction');
  });

  test('nobody can read a table that is there before its policies are', async () => {
    const failing = { ...concurrent, sql: '-- startkit: no-transaction\nselect 1/0' };
    fixture.write([roles, projects, failing]);
    await expect(run()).rejects.toThrow('division by zero');
    await expect(
      query(database.adminUrl, 'set role startkit_app; select * from projects'),
    ).rejects.toThrow('permission denied');
  });

  describe('that exposes something', () => {
    const exposing = {
      tag: '0002_exported',
      when: 3000,
      sql: '-- startkit: no-transaction\ncreate table exported (); grant select on exported to startkit_app',
    };

    test('stops the run, and says that it is live', async () => {
      fixture.write([roles, projects, exposing, after]);
      const failure = await run().catch((error: unknown) => error);
      expect(failure).toMatchObject({
        code: 'RLS_FAILED',
        message: expect.stringMatching(
          /IS LIVE:\n {2}the table public\.exported .* startkit_app\nMigration 0002_exported ran outside/,
        ),
      });
      expect(String(failure)).not.toContain('This transaction was rolled back');
      expect(await tableExists('exported')).toBe(true);
      expect(await states()).toMatchObject({ '0002_exported': 'applied', '0003_after': 'pending' });
    });

    test('and then fails says both', async () => {
      const sql = `${exposing.sql};\n--> statement-breakpoint\nselect 1/0`;
      fixture.write([roles, projects, { ...exposing, sql }]);
      await expect(run()).rejects.toMatchObject({
        code: 'MIGRATION_FAILED',
        message: expect.stringMatching(
          /division by zero[^]*IS LIVE:\n {2}the table public\.exported/,
        ),
      });
    });

    test('is closed by the next run when the RLS SQL declares it', async () => {
      const closing = `${rls}
alter table exported enable row level security;
alter table exported force row level security;`;
      fixture.write([roles, projects, exposing, after], closing);
      await expect(run()).rejects.toThrow('run db:migrate again, which applies it');
      expect(await run()).toEqual({ migrations: ['0003_after'], rls: true });
      expect(await status()).toMatchObject({ exposures: [], current: true });
    });
  });
});

describe('the migration login', () => {
  test('must have the rights of startkit_superadmin', async () => {
    await run();
    await query(database.adminUrl, 'revoke startkit_superadmin from startkit_migrator cascade');
    const later = {
      tag: '0002_later',
      when: 3000,
      sql: '-- startkit: no-transaction\ncreate table later (id int)',
    };
    fixture.write([roles, projects, later]);
    try {
      await expect(run()).rejects.toMatchObject({
        code: 'PRIVILEGE_MISSING',
        message: expect.stringContaining('grant startkit_superadmin to "startkit_migrator"'),
      });
      expect(await tableExists('later')).toBe(false);
    } finally {
      await query(
        database.adminUrl,
        'grant startkit_superadmin to startkit_migrator with admin true, inherit true',
      );
    }
  });

  test('must be able to create in the database', async () => {
    await query(database.adminUrl, `alter database ${database.name} owner to postgres`);
    await expect(run()).rejects.toMatchObject({
      code: 'PRIVILEGE_MISSING',
      message: expect.stringContaining(`alter database "${database.name}" owner to`),
    });
  });
});

test('settings that a migration leaves behind do not reach the next one', async () => {
  const sticky = { tag: '0002_sticky', when: 3000, sql: `set search_path = ''; set role none` };
  const next = { tag: '0003_next', when: 4000, sql: 'create table next_to_it (id int)' };
  fixture.write([roles, projects, sticky, next]);
  await run();
  expect(await tableExists('public.next_to_it')).toBe(true);
});
