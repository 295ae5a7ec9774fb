import { migrate as migrateWithDrizzle } from 'drizzle-orm/postgres-js/migrator';
import { drizzle } from 'drizzle-orm/postgres-js';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { baseline, type BaselineOptions } from '../../src/migrations/baseline/baseline.ts';
import { kitMigrations, migrate, migrationStatus } from '../../src/migrations/index.ts';
import { query, sqlOf } from './support/database.ts';
import { type DriftDatabase, emptyDatabase } from './support/drift.ts';
import { createFixture, type Fixture, projects, roles } from './support/fixture.ts';
import { testServer } from '../support/test-server.ts';

let database: DriftDatabase;
let fixture: Fixture;

const later = {
  tag: '0002_later',
  when: 3000,
  sql: `create table later (organization_id uuid not null, id int primary key);
        --> statement-breakpoint
        create index later_organization_idx on later (organization_id)`,
};

beforeEach(async () => {
  database = await emptyDatabase(testServer());
  fixture = createFixture([roles, projects, later]);
});
afterEach(async () => {
  fixture.remove();
  await database.close();
});

const take = (options: Partial<BaselineOptions> = {}) =>
  baseline({ url: database.url, source: fixture.source, ...options });
const forgetJournal = () => query(database.url, 'drop schema drizzle cascade');
const withDrizzle = (folder: string) =>
  sqlOf(database.url, (sql) => migrateWithDrizzle(drizzle(sql), { migrationsFolder: folder }));
const journal = () =>
  query(database.url, 'select hash, created_at from drizzle.__drizzle_migrations order by id');

describe('a database without a journal', { timeout: 120_000 }, () => {
  test('that has the tables is taken over; Drizzle’s migrator and ours go on from there', async () => {
    const kit = kitMigrations();
    await withDrizzle(kit.folder);
    const made = await journal();
    await forgetJournal();
    const result = await take({ source: kit });
    expect(result).toMatchObject({ pending: [], findings: [], sql: '', unfilled: [] });
    expect(result.marked).toHaveLength(made.length);
    expect(await journal()).toEqual(made);
    await withDrizzle(kit.folder);
    expect(await migrate({ url: database.url })).toEqual({ migrations: [], rls: true });
    expect(await migrationStatus({ url: database.url })).toMatchObject({ current: true });

    // The same with Row-Level Security in force, and a policy of another version of it.
    await forgetJournal();
    await query(database.url, 'create policy older on projects to startkit_app using (false)');
    await query(database.url, 'truncate pgboss.version');
    expect(await take({ source: kit })).toMatchObject({
      findings: [],
      unfilled: ['pgboss.version'],
    });
    expect(await migrate({ url: database.url })).toEqual({ migrations: [], rls: true });
    expect(await migrationStatus({ url: database.url })).toMatchObject({ current: true });
  });

  test('that differs is refused with the SQL that mends it, and then taken over', async () => {
    await migrate({ url: database.url, source: fixture.source });
    await forgetJournal();
    await query(
      database.url,
      `alter table projects alter name type varchar(9), add extra text; drop index later_organization_idx;
       alter table projects disable row level security; create table notes (id int)`,
    );
    const refused = await take();
    expect(refused).toMatchObject({ marked: [] });
    expect(refused.findings.map(({ sentence }) => sentence)).toEqual([
      expect.stringContaining('The index public.later.later_organization_idx is missing'),
      'The table public.notes is nothing that the schema knows.',
      expect.stringContaining('The column public.projects.extra is not in the schema'),
      'The column public.projects.name: type is character varying(9), expected text.',
    ]);
    expect(await query(database.url, "select to_regnamespace('drizzle') as journal")).toEqual([
      { journal: null },
    ]);
    // What holds rows is not dropped for it.
    expect(refused.sql).toContain('\n-- alter table public.projects drop column extra;');
    await sqlOf(database.url, (sql) => sql.unsafe(refused.sql).simple());
    await query(database.url, 'alter table projects drop extra');
    expect(await take({ ignore: ['table public.not*'] })).toMatchObject({
      marked: ['0000_roles', '0001_projects', '0002_later'],
    });
  });

  test('that is at an older migration is taken over up to that one', async () => {
    fixture.write([roles, projects]);
    await migrate({ url: database.url, source: fixture.source });
    await forgetJournal();
    fixture.write([roles, projects, later]);
    const refused = await take();
    expect(refused.findings.map(({ sentence }) => sentence)).toEqual([
      'The table public.later is missing.',
    ]);
    await expect(take({ to: '0002' })).rejects.toMatchObject({
      code: 'USAGE',
      message: expect.stringContaining('They are: 0000_roles, 0001_projects, 0002_later.'),
    });
    expect(await take({ to: '0001_projects' })).toMatchObject({
      marked: ['0000_roles', '0001_projects'],
      pending: ['0002_later'],
    });
    expect(await migrate({ url: database.url, source: fixture.source })).toEqual({
      migrations: ['0002_later'],
      rls: true,
    });
  });

  test('is taken over once: the second waits, and finds a journal', async () => {
    await migrate({ url: database.url, source: fixture.source });
    await forgetJournal();
    const both = await Promise.allSettled([take(), take()]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    await expect(take()).rejects.toMatchObject({
      code: 'REFUSED',
      message: expect.stringMatching(/has a journal already, with 3 migration\(s\).*db:migrate/s),
    });
    expect(await journal()).toHaveLength(3);
  });
});
