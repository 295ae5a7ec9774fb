import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { lintMigrations, type LintResult } from '../../src/migrations/lint/lint.ts';

/** Lints one migration of a project that declares `projects` and `organizations`. */
async function lint(sql: string): Promise<LintResult> {
  const folder = mkdtempSync(join(tmpdir(), 'startkit-lint-'));
  mkdirSync(join(folder, 'meta'));
  const entries = [
    { when: 1, tag: '0000_first' },
    { when: 2, tag: '0001_next' },
  ];
  writeFileSync(join(folder, 'meta', '_journal.json'), JSON.stringify({ entries }));
  writeFileSync(join(folder, '0000_first.sql'), 'drop table projects;');
  writeFileSync(join(folder, '0001_next.sql'), sql);
  return lintMigrations({
    folder,
    tables: new Set(['projects', 'organizations', 'milestones']),
    frozen: new Set(['0000_first']),
  });
}

const rules = async (sql: string) => (await lint(sql)).findings.map(({ rule }) => rule);

describe('is found', () => {
  test.each([
    ['a table without a scope', 'create table extras (id int)', 'table-without-scope'],
    ['one made from a query', 'create table extras as select 1 as x', 'table-without-scope'],
    ['one of another schema', 'create table billing.projects (id int)', 'table-without-scope'],
    [
      'a column that the previous release does not fill',
      'alter table projects add column size int not null',
      'adding-required-field',
    ],
    [
      'an index that blocks writes',
      'create index i on projects (name)',
      'require-concurrent-index-creation',
    ],
    [
      'a foreign key that is validated at once',
      'alter table projects add constraint f foreign key (a) references organizations (id)',
      'adding-foreign-key-constraint',
    ],
    [
      'a column that the previous release reads',
      'alter table projects drop column name',
      'ban-drop-column',
    ],
    ['a renamed column', 'alter table projects rename column name to title', 'renaming-column'],
    ['a renamed table', 'alter table projects rename to works', 'renaming-table'],
    ['a dropped table', 'drop table projects', 'ban-drop-table'],
    ['a type that rewrites', 'alter table projects alter size type bigint', 'changing-column-type'],
    [
      'row security switched off',
      'alter table projects disable row level security',
      'isolation-elsewhere',
    ],
    [
      'row security not forced',
      'alter table projects no force row level security',
      'isolation-elsewhere',
    ],
    ['a policy', 'create policy open on projects using (true)', 'isolation-elsewhere'],
    ['a changed policy', 'alter policy p on projects using (true)', 'isolation-elsewhere'],
    ['a dropped policy', 'drop policy p on projects', 'isolation-elsewhere'],
    ['a grant', 'grant select on projects to public', 'isolation-elsewhere'],
    ['all of them', 'grant all on all tables in schema public to x', 'isolation-elsewhere'],
    [
      'a grant on what comes',
      'alter default privileges grant select on tables to x',
      'isolation-elsewhere',
    ],
    ['a view', 'create view v as select 1', 'owners-rights'],
    [
      'a view that says no',
      'create view v with (security_invoker = off) as select 1',
      'owners-rights',
    ],
    [
      'a function',
      `create function app.f() returns int language sql security definer as 'select 1'`,
      'owners-rights',
    ],
    ['a role that nothing binds', 'create role r bypassrls', 'unbound-role'],
    ['one made so', 'alter role r superuser', 'unbound-role'],
    ['an update of every row', 'update projects set size = 1', 'unbatched-change'],
    ['a delete of every row', 'delete from projects', 'unbatched-change'],
  ])('%s', async (_, sql, rule) => {
    expect(await rules(`${sql};`)).toContain(rule);
  });
});

describe('is none', () => {
  test.each([
    [
      'a classified table, with its index',
      'create table milestones (id bigint primary key); create index on milestones (id)',
    ],
    ['a temporary one', 'create temporary table staging (id int)'],
    ['a partition', 'create table projects_1 partition of projects default'],
    ['a column with a default', 'alter table projects add column size bigint not null default 0'],
    ['a view with its reader’s rights', 'create view v with (security_invoker) as select 1'],
    ['a function with its caller’s', `create function f() returns int language sql as 'select 1'`],
    ['a revoke', 'revoke select on projects from public'],
    ['an update of some rows', 'update projects set size = 1 where size is null'],
    ['taking a right away', 'alter role r nosuperuser'],
  ])('%s', async (_, sql) => {
    expect(await rules(`${sql};`)).toEqual([]);
  });
});

test('a concurrent index belongs outside a transaction', async () => {
  const sql = 'create index concurrently i on projects (name);';
  expect(await rules(sql)).toEqual(['outside-transaction']);
  expect(await rules(`-- startkit: no-transaction\n${sql}`)).toEqual([]);
});

describe('a comment', () => {
  test('allows a rule for the statement below it, with a reason', async () => {
    const sql = `select 1;

-- startkit: allow ban-drop-column, renaming-column: nothing has read them since 1.4
alter table projects drop column name, drop column size;
alter table projects drop column price;`;
    const { findings } = await lint(sql);
    expect(findings.map(({ rule, line }) => [line, rule])).toEqual([
      [4, 'allow'],
      [5, 'ban-drop-column'],
    ]);
    expect(findings[0]?.message).toContain('renaming-column allows what is not there');
  });

  test('allows nothing without one', async () => {
    const found = await rules('-- startkit: allow owners-rights\ncreate view v as select 1;');
    expect(found.toSorted()).toEqual(['allow', 'owners-rights']);
  });
});

test('what is applied everywhere is not looked at', async () => {
  expect(await lint('select 1;')).toEqual({ migrations: ['0001_next'], findings: [] });
});

test('what is not SQL is an error', async () => {
  await expect(lint('alter tabel projects;')).rejects.toMatchObject({
    code: 'MIGRATIONS_INVALID',
    message: expect.stringContaining('0001_next.sql is not SQL'),
  });
});
