import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { buildSchema } from '../../../src/migrations/dump/build.ts';
import { kitSchemaFile } from '../../../src/migrations/dump/file.ts';
import { schemaText } from '../../../src/migrations/dump/text.ts';
import { type DriftOptions, findDrift } from '../../../src/migrations/drift/drift.ts';
import { inReadOnlyTransaction } from '../../../src/migrations/drift/read-only.ts';
import { applyRls, migrate, migrationStatus } from '../../../src/migrations/index.ts';
import { runDb } from '../../cli/support.ts';
import { type DriftDatabase, kitDatabase } from '../support/drift.ts';
import { createFixture, type Fixture, projects, roles } from '../support/fixture.ts';
import { testServer } from '../../support/test-server.ts';

let database: DriftDatabase;
let fixture: Fixture | undefined;

beforeEach(async () => {
  database = await kitDatabase(testServer());
});
afterEach(async () => {
  await database.close();
  fixture?.remove();
  fixture = undefined;
});

const drift = (options: Partial<DriftOptions> = {}) => findDrift({ url: database.url, ...options });
const db = (...parameters: string[]) => runDb(parameters, { MIGRATION_DATABASE_URL: database.url });

test(
  'the command prints sentences and SQL, the SQL alone, or a document',
  { timeout: 60_000 },
  async () => {
    expect(await db('drift')).toMatchObject({
      code: 0,
      stderr: '',
      stdout: expect.stringMatching(/^Drift of .*\nThe database is what the schema says\.\n$/),
    });
    await database.session.run(
      'drop policy tenant_select on projects; alter table projects add extra text; create table notes (id int)',
    );
    const said = await db('drift');
    expect(said).toMatchObject({ code: 1, stderr: '' });
    expect(said.stdout).toContain(
      '\n  missing  The policy public.projects.tenant_select is missing: expected for',
    );
    expect(said.stdout).toContain(
      '\n  unexpected  The column public.projects.extra is not in the schema',
    );
    expect(said.stdout).toContain(
      '\n  unknown  The table public.notes is nothing that the schema knows.',
    );
    expect(said.stdout).toContain('\n3 difference(s).\n');

    const sql = await db('drift', '--sql');
    expect(sql).toMatchObject({ code: 0, stderr: '' });
    expect(sql.stdout).toMatch(/^begin;\n[^]*create policy tenant_select[^]*\ncommit;\n$/);
    expect(said.stdout.endsWith(sql.stdout)).toBe(true);

    const document = JSON.parse((await db('drift', '--json')).stdout) as {
      readonly findings: readonly Record<string, unknown>[];
    };
    expect(document).toMatchObject({
      ok: false,
      pending: [],
      pushed: false,
      foreign: [],
      sql: sql.stdout,
    });
    expect(document.findings[1]).toEqual({
      difference: 'unexpected',
      kind: 'column',
      object: 'public.projects.extra',
      fact: null,
      expected: null,
      found: { type: 'text' },
      sentence: 'The column public.projects.extra is not in the schema: found type text.',
      mend: [{ sql: 'alter table public.projects drop column extra', notRun: null }],
    });

    await database.session.run((await db('drift', '--sql', '--allow-data-loss')).stdout);
    expect((await db('drift')).code).toBe(0);
  },
);

test('what was mended is noted by db:apply-rls', async () => {
  await database.session.run('alter policy tenant_select on projects using (true)');
  await database.session.run((await drift()).sql);
  expect((await drift()).findings).toEqual([]);
  await applyRls({ url: database.url });
  expect(await migrationStatus({ url: database.url })).toMatchObject({ current: true });
  expect((await drift()).findings).toEqual([]);
});

test('a right on the database is taken, and CONNECT is not', async () => {
  await database.session.run(
    `do $$ begin execute format('grant temporary on database %I to public', current_database()); end $$`,
  );
  await database.session.run((await drift()).sql);
  expect(
    await database.session.rows(
      `select has_database_privilege('public', current_database(), 'CONNECT') as connect,
              has_database_privilege('public', current_database(), 'TEMPORARY') as temporary`,
    ),
  ).toEqual([{ connect: true, temporary: false }]);
});

test(
  'as long as migrations are pending there is no SQL: theirs is the way',
  { timeout: 120_000 },
  async () => {
    const later = { tag: '0002_later', when: 3000, sql: 'create table later (id int)' };
    fixture = createFixture([roles, projects]);
    await database.session.run(
      'drop schema public, app, drizzle, pgboss cascade; create schema public',
    );
    await migrate({ url: database.url, source: fixture.source });
    fixture.write([roles, projects, later]);
    const schemaFile = join(fixture.source.folder, '..', 'schema.json');
    writeFileSync(schemaFile, schemaText(await buildSchema(fixture.source)));
    const found = await drift({ source: fixture.source, schemaFile });
    expect(found).toMatchObject({ pending: ['0002_later'], statements: [], sql: '' });
    expect(found.findings.map(({ sentence }) => sentence)).toContain(
      'The table public.later is missing.',
    );
  },
);

test('it changes nothing, and does not wait behind an exclusive lock', async () => {
  await expect(
    inReadOnlyTransaction(database.session, () => database.session.run('create table t ()')),
  ).rejects.toMatchObject({ code: '25006' });
  await database.admin.run('begin; lock table projects in access exclusive mode');
  const begun = Date.now();
  await expect(drift()).rejects.toMatchObject({
    code: 'LOCK_TIMEOUT',
    message: expect.stringContaining('Nothing was changed'),
  });
  expect(Date.now() - begun).toBeLessThan(20_000);
  await database.admin.run('rollback; begin; lock table projects in share row exclusive mode');
  expect((await drift()).findings).toEqual([]);
  await database.admin.run('rollback');
});

test('without a dump, or with half of one, it says so', async () => {
  await expect(drift({ schemaFile: '/nowhere/schema.json' })).rejects.toMatchObject({
    code: 'MIGRATIONS_INVALID',
    message: expect.stringContaining('There is no dump of the schema at /nowhere/schema.json'),
  });
  fixture = createFixture();
  const schemaFile = join(fixture.source.folder, '..', 'schema.json');
  writeFileSync(schemaFile, readFileSync(kitSchemaFile(), 'utf8').slice(0, 1000));
  await expect(drift({ schemaFile })).rejects.toMatchObject({ code: 'MIGRATIONS_INVALID' });
});
