import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { schemaChanges } from '../../src/migrations/generate/changes.ts';
import { drizzleKitGenerate } from '../../src/migrations/generate/drizzle-kit.ts';
import { applyRls, migrate, migrationStatus } from '../../src/migrations/index.ts';
import { pushSchema } from '../../src/migrations/push/push.ts';
import { query, startTestServer, type TestDatabase, type TestServer } from './support/database.ts';
import { rls } from './support/fixture.ts';
import { createProject, type TestProject } from './support/project.ts';

let server: TestServer;
let database: TestDatabase;
let project: TestProject;

beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());
beforeEach(async () => {
  database = await server.createDatabase();
  project = createProject();
  await migrate({ url: database.url, source: project.source });
});
afterEach(() => project.remove());

const base = `id: integer('id').primaryKey(), name: text('name')`;
const push = (allowDrop = false) => pushSchema({ url: database.url, rls, project, allowDrop });
const columns = async () =>
  (
    await query(
      database.url,
      `select attname from pg_attribute
        where attrelid = to_regclass('projects') and attnum > 0 and not attisdropped order by attnum`,
    )
  ).map((row) => row['attname']);

describe('push', { timeout: 60_000 }, () => {
  test('follows the schema step by step, with its RLS, and a second time does nothing', async () => {
    project.writeSchema(base);
    expect((await push()).statements).toHaveLength(1);
    expect(await columns()).toEqual(['organization_id', 'id', 'name']);
    expect(
      await query(
        database.url,
        "select relforcerowsecurity from pg_class where relname = 'projects'",
      ),
    ).toEqual([{ relforcerowsecurity: true }]);

    await query(database.url, 'drop policy app_rows on projects');
    expect(await push()).toEqual({ statements: [], rls: true });

    project.writeSchema(`${base}, extra: text('extra')`);
    expect((await push()).statements).toEqual(['ALTER TABLE "projects" ADD COLUMN "extra" text;']);
    expect(await push()).toEqual({ statements: [], rls: false });
    expect(readdirSync(project.folder).filter((name) => name.endsWith('.sql'))).toHaveLength(1);
  });

  test('drops nothing unless it is told to', async () => {
    project.writeSchema(base);
    await push();
    project.writeSchema(`id: integer('id').primaryKey()`);
    await expect(push()).rejects.toMatchObject({
      code: 'REFUSED',
      message: expect.stringContaining('DROP COLUMN "name"'),
    });
    expect(await columns()).toContain('name');
    await push(true);
    expect(await columns()).not.toContain('name');
  });

  test('fails as a whole', async () => {
    project.writeSchema(base, `export const other = pgTable('other', { id: integer('id') });`);
    await expect(
      pushSchema({ url: database.url, project, rls: 'select no_such_function()' }),
    ).rejects.toMatchObject({ code: 'RLS_FAILED' });
    expect(await columns()).toEqual([]);
    expect((await migrationStatus({ url: database.url, source: project.source })).pushed).toBe(
      false,
    );
  });

  test('a database that was pushed to takes no migration, and says so in its status', async () => {
    project.writeSchema(base);
    await push();
    await query(database.url, "insert into projects values (null, 1, 'kept')").catch(
      () => undefined,
    );
    await query(database.adminUrl, "insert into projects values (null, 2, 'kept')");
    expect(await migrationStatus({ url: database.url, source: project.source })).toMatchObject({
      pushed: true,
      current: false,
    });
    expect(await migrate({ url: database.url, source: project.source })).toEqual({
      migrations: [],
      rls: false,
    });
    await expect(
      applyRls({ url: database.url, rlsFile: project.source.rlsFile }),
    ).rejects.toMatchObject({ code: 'DATABASE_PUSHED' });

    await drizzleKitGenerate(project, { flags: ['--name', 'projects'] });
    writeFileSync(project.source.rlsFile, rls);
    await expect(migrate({ url: database.url, source: project.source })).rejects.toMatchObject({
      code: 'DATABASE_PUSHED',
      message: expect.stringContaining('db:reset'),
    });
    expect(await query(database.adminUrl, 'select id from projects where id = 2')).toHaveLength(1);
    await expect(push()).rejects.toThrow('Run db:migrate first');
  });
});

describe('what drizzle-kit says', { timeout: 60_000 }, () => {
  test('a rename without a terminal fails, and nothing is written', async () => {
    project.writeSchema(base);
    await drizzleKitGenerate(project);
    project.writeSchema(`id: integer('id').primaryKey(), title: text('title')`);
    const before = readdirSync(project.folder);
    await expect(drizzleKitGenerate(project)).rejects.toMatchObject({
      code: 'GENERATE_FAILED',
      message: expect.stringContaining('renamed'),
    });
    await expect(schemaChanges(project)).rejects.toMatchObject({ code: 'GENERATE_FAILED' });
    expect(readdirSync(project.folder)).toEqual(before);
  });

  test('a schema that does not load fails, although drizzle-kit exits with 0', async () => {
    project.writeSchema(`broken: nonsense('x')`);
    await expect(drizzleKitGenerate(project)).rejects.toMatchObject({ code: 'GENERATE_FAILED' });
  });

  test('changes are found without writing into the project', async () => {
    expect(await schemaChanges(project)).toBeUndefined();
    project.writeSchema(base);
    const changes = await schemaChanges(project);
    expect(changes?.statements[0]).toContain('CREATE TABLE "projects"');
    expect(existsSync(`${project.folder}/meta/0001_snapshot.json`)).toBe(false);
    expect(await drizzleKitGenerate(project)).toMatch(/^0001_/);
    expect(await drizzleKitGenerate(project)).toBeUndefined();
  });
});
