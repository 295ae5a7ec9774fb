import postgres from 'postgres';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { migrate, migrationStatus } from '../../src/migrations/index.ts';
import { query, startTestServer, type TestDatabase, type TestServer } from './support/database.ts';
import { createFixture, type Fixture, projects, roles } from './support/fixture.ts';
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
});
afterEach(() => fixture.remove());

const lines: string[] = [];
const run = (options: { readonly lockTimeout?: number; readonly attempts?: number } = {}) => {
  lines.length = 0;
  return migrate({
    url: database.url,
    source: fixture.source,
    log: (line) => void lines.push(line),
    ...options,
  });
};
const write = (sql: string) =>
  fixture.write([
    roles,
    projects,
    { tag: '0002_outside', when: 3000, sql: `-- startkit: no-transaction\n${sql}` },
  ]);
const rows = (text: string) => query(database.adminUrl, text);
const indexes = () =>
  rows(
    `select c.relname as name, i.indisvalid as valid from pg_index i join pg_class c on c.oid = i.indexrelid
      where i.indrelid = 'projects'::regclass and not i.indisprimary order by 1`,
  );
const status = async () =>
  (await migrationStatus({ url: database.url, source: fixture.source })).migrations.at(-1);

const twice = `insert into projects values ('00000000-0000-4000-8000-000000000001', 2, 'first');`;
const unique = 'create unique index concurrently projects_name_key on projects (name);';

describe('a unique index that finds two equal rows', () => {
  test('fails, leaves nothing that refuses writes, and is made once they are gone', async () => {
    write(`${twice}\n${unique}\nupdate projects set name = name || '!';`);
    await expect(run()).rejects.toMatchObject({
      code: 'MIGRATION_FAILED',
      message: expect.stringMatching(
        /statement 2 of 3: .*duplicated.*\nIts first 1 statement\(s\) are kept: .*goes on with statement 2.*dropped: projects_name_key/,
      ),
    });
    expect(await indexes()).toEqual([]);
    expect(await status()).toMatchObject({ state: 'pending', statementsDone: 1 });

    await rows(`update projects set name = 'second' where id = 2`);
    await run();
    expect(lines.join('\n')).toContain('1 of its 3 statements were run before');
    expect(await indexes()).toEqual([{ name: 'projects_name_key', valid: true }]);
    expect(await rows('select name from projects order by id')).toEqual([
      { name: 'first!' },
      { name: 'second!' },
    ]);
    expect(await status()).toEqual({ tag: '0002_outside', when: 3000, state: 'applied' });
    expect(await rows(`select to_regclass('drizzle.startkit_progress') as t`)).toEqual([
      { t: null },
    ]);
  });

  test('that is left invalid by a run that was killed is made again, also with IF NOT EXISTS', async () => {
    fixture.write([roles, projects]);
    await run();
    await rows(twice);
    await expect(query(database.url, unique)).rejects.toThrow('could not create unique index');
    expect(await indexes()).toEqual([{ name: 'projects_name_key', valid: false }]);
    await rows(`update projects set name = 'second' where id = 2`);
    write(unique.replace('concurrently', 'concurrently if not exists'));
    await run();
    expect(lines.join('\n')).toContain('projects_name_key was left invalid by a run');
    expect(await indexes()).toEqual([{ name: 'projects_name_key', valid: true }]);
  });
});

test('an index of that name that somebody else made is not taken for its own', async () => {
  fixture.write([roles, projects]);
  await run();
  await rows('create index projects_name_idx on projects (id)');
  write('create index concurrently projects_name_idx on projects (name);');
  await expect(run()).rejects.toThrow('already exists');
  await expect(run()).rejects.toThrow('already exists');
  await rows('drop index projects_name_idx');
  await run();
  expect(await indexes()).toEqual([{ name: 'projects_name_idx', valid: true }]);
});

describe('a statement that is done', () => {
  const failing = `update projects set id = id + 10;\nselect 1 / (id - 11) from projects;`;

  test('is never run again, and may not be changed', async () => {
    write(failing);
    await expect(run()).rejects.toThrow('division by zero');
    await expect(run()).rejects.toThrow('division by zero');
    expect(await rows('select id from projects')).toEqual([{ id: 11 }]);

    write(failing.replace('+ 10', '+ 20'));
    await expect(run()).rejects.toMatchObject({
      code: 'MIGRATIONS_DRIFTED',
      message: expect.stringContaining('Statement 1 of 0002_outside was run'),
    });
    write(`-- What fails may be corrected.\n${failing.replace('- 11', '+ 11')}`);
    await run();
    expect(await rows('select id from projects')).toEqual([{ id: 11 }]);
  });

  test('is forgotten with the statement that the error gives', async () => {
    write(failing);
    await expect(run()).rejects.toThrow('division by zero');
    write('update projects set id = id + 20;');
    const said = await run().then(
      () => '',
      (error: unknown) => String(error),
    );
    await rows(/delete from [^;]+;/.exec(said)?.[0] ?? '');
    await run();
    expect(await rows('select id from projects')).toEqual([{ id: 31 }]);
  });
});

test('SET holds for what follows, also when the run goes on later', async () => {
  write(`set app.note = 'kept';
insert into projects values (gen_random_uuid(), 2, current_setting('app.note'));
select 1 / (count(*) - 2) from projects;
insert into projects values (gen_random_uuid(), 4, current_setting('app.note'));`);
  await expect(run()).rejects.toThrow('division by zero');
  await rows(`insert into projects values (gen_random_uuid(), 3, 'between')`);
  await run();
  expect(await rows('select name from projects where id <> 1 order by id')).toEqual([
    { name: 'kept' },
    { name: 'between' },
    { name: 'kept' },
  ]);
});

test('SET ROLE does not keep it from noting what it did', async () => {
  write('set role startkit_superadmin;\nselect 1;\nvacuum;\nselect 2;');
  await run();
  expect(await status()).toMatchObject({ state: 'applied' });
});

test.each([
  ['BEGIN', 'begin; select 1; commit;', 'says BEGIN'],
  ['an index without a name', 'select 1; create index concurrently on projects (name);', 'Name it'],
])('%s is refused before anything runs', async (_, sql, message) => {
  write(sql);
  await expect(run()).rejects.toMatchObject({
    code: 'MIGRATIONS_INVALID',
    message: expect.stringContaining(message),
  });
});

test('the syntax of a newer server is left to the server', async () => {
  write('select 1;\n--> statement-breakpoint\nfrobnicate projects concurrently;');
  await expect(run()).rejects.toThrow(/statement 2 of 2: syntax error at or near "frobnicate"/);
});

test('ALTER TABLE outside a transaction gives way too', async () => {
  write('alter table projects add column extra text;');
  fixture.write([roles, projects]);
  await run();
  write('alter table projects add column extra text;');
  const holder = postgres(database.adminUrl, { max: 1 });
  await holder.unsafe('begin; lock table projects in access share mode').simple();
  try {
    await expect(run({ lockTimeout: 50, attempts: 2 })).rejects.toMatchObject({
      code: 'LOCK_TIMEOUT',
    });
  } finally {
    await holder.end({ timeout: 1 });
  }
  await run();
  expect(await rows('select extra from projects')).toEqual([{ extra: null }]);
});

test('CREATE INDEX CONCURRENTLY waits for an older transaction however long it takes', async () => {
  fixture.write([roles, projects]);
  await run();
  write('create index concurrently projects_name_idx on projects (name);');
  const holder = postgres(database.adminUrl, { max: 1 });
  await holder.unsafe(`begin; update projects set name = 'uncommitted'`).simple();
  const running = run({ lockTimeout: 50, attempts: 1 });
  await untilRuns(database, 'create index concurrently%', { waiting: true });
  await query(database.adminUrl, 'select pg_sleep(0.2)');
  await holder.end({ timeout: 1 });
  await running;
  expect(await indexes()).toEqual([{ name: 'projects_name_idx', valid: true }]);
});
