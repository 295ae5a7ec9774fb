import { getTableName, is } from 'drizzle-orm';
import { PgTable } from 'drizzle-orm/pg-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { withSession } from '../../src/environment/session.ts';
import { kitMigrations, migrate, migrationStatus } from '../../src/migrations/index.ts';
import { pushSchema } from '../../src/migrations/push/push.ts';
import { findExposures } from '../../src/migrations/rls/exposures.ts';
import { readRlsScript, rlsScript } from '../../src/migrations/rls/script.ts';
import { policyOptions } from '../../src/policies.ts';
import * as schema from '../../src/schema/index.ts';
import { query, startTestServer, type TestDatabase, type TestServer } from './support/database.ts';
import { rls } from './support/fixture.ts';
import { createProject } from './support/project.ts';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

describe('what the RLS SQL declares', () => {
  const kit = readRlsScript(kitMigrations().rlsFile);

  test('is every table of the schema', () => {
    const tables = Object.values(schema as Record<string, unknown>).filter((value) =>
      is(value, PgTable),
    );
    expect(kit.tables).toEqual(tables.map((table) => getTableName(table)).toSorted());
  });

  test('is every function that it gives to startkit_definer', () => {
    expect(kit.definerFunctions).toEqual([
      'app.context()',
      'app.current_org_id()',
      ...(policyOptions().lookups ?? []).map(({ signature }) => signature),
    ]);
  });

  test('may have any name', () => {
    const script = rlsScript(`
alter table "order ""items""" enable row level security;
ALTER TABLE other.things ENABLE ROW LEVEL SECURITY;
alter function "App".f("Type", int[]) owner to startkit_definer;
-- alter table commented enable row level security;
alter function app.g() owner to somebody;`);
    expect(script.tables).toEqual(['"order ""items"""', 'other.things']);
    expect(script.definerFunctions).toEqual(['"App".f("Type", int[])']);
  });
});

describe('in a database', () => {
  let database: TestDatabase;
  const find = (text: string) =>
    withSession(database.url, (session) => findExposures(session, rlsScript(text)));

  beforeAll(async () => {
    database = await server.createDatabase();
    await migrate({ url: database.url });
  });

  test('a table is found by any name, a function by any spelling of its types', async () => {
    await query(
      database.url,
      `create table "order ""items""" (id int); alter table "order ""items""" enable row level security;
       alter table "order ""items""" force row level security; grant select on "order ""items""" to startkit_app;
       create function app.spelled(a varchar, b int) returns int language sql as 'select 1';
       grant create on schema app to startkit_definer; alter function app.spelled owner to startkit_definer;
       revoke create on schema app from startkit_definer`,
    );
    const { text } = readRlsScript(kitMigrations().rlsFile);
    expect(await find(text)).toEqual([
      'the function app.spelled(character varying, integer) of startkit_definer is not in the RLS SQL',
      'the table public."order ""items""", which the RLS SQL does not declare, is reached by startkit_app',
    ]);
    const declared = `${text}
alter table "order ""items""" enable row level security;
alter function app.spelled(varchar, int4) owner to startkit_definer;`;
    expect(await find(declared)).toEqual([]);
    await query(database.url, 'drop table "order ""items"""; drop function app.spelled');
  });

  test('what is declared and not there yet is no error', async () => {
    const { text } = readRlsScript(kitMigrations().rlsFile);
    const declared = `${text}
alter table not_there enable row level security;
alter table no_schema.not_there enable row level security;
alter function app.not_there(app.no_type) owner to startkit_definer;`;
    expect(await find(declared)).toEqual([]);
  });
});

test('after db:push, the table that it made is no exposure', { timeout: 60_000 }, async () => {
  const project = createProject();
  const database = await server.createDatabase();
  try {
    const { source } = project;
    await migrate({ url: database.url, source });
    project.writeSchema(`id: integer('id').primaryKey(), name: text('name')`);
    await pushSchema({ url: database.url, project, rls });
    const status = () => migrationStatus({ url: database.url, source });
    expect(await status()).toMatchObject({ pushed: true, exposures: [] });
    await query(database.url, 'create table beside (); grant select on beside to startkit_app');
    expect((await status()).exposures).toEqual([
      'the table public.beside without forced row security is reached by startkit_app',
    ]);
  } finally {
    project.remove();
  }
});
