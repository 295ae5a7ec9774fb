import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  query,
  startTestServer,
  type TestDatabase,
  type TestServer,
} from '../migrations/support/database.ts';
import { runDb } from './support.ts';

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

const db = (parameters: readonly string[], env: Record<string, string> = {}) =>
  runDb(parameters, {
    MIGRATION_DATABASE_URL: database.url,
    SUPERADMIN_DATABASE_URL: database.url,
    ...env,
  });

const destructive = (): readonly (readonly string[])[] => [
  ['reset', '--database', database.name, '--no-seed'],
  ['push', '--yes'],
  ['seed'],
];

describe('a database that says it is production', () => {
  beforeEach(async () => {
    await query(database.adminUrl, 'create table public.kept (id int)');
    await query(
      database.adminUrl,
      `comment on database ${database.name} is 'The one that counts.'`,
    );
    await db(['environment', '--set', 'production']);
  });

  test('is not destroyed, whatever NODE_ENV says', { timeout: 60_000 }, async () => {
    for (const command of destructive()) {
      const { code, stderr } = await db(command, { NODE_ENV: 'development' });
      expect(code).toBe(1);
      expect(stderr).toContain(`${database.name} is marked production. Nothing was`);
    }
    expect(await query(database.adminUrl, 'select * from public.kept')).toEqual([]);
  });

  test('is marked otherwise only by name; the rest of its comment is kept', async () => {
    const refused = await db(['environment', '--set', 'development']);
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain(`Give --confirm ${database.name}`);
    const confirmed = ['environment', '--set', 'development', '--confirm', database.name];
    expect((await db(confirmed)).stdout).toContain('development');
    expect(
      await query(
        database.adminUrl,
        `select shobj_description(oid, 'pg_database') as comment from pg_database where datname = '${database.name}'`,
      ),
    ).toEqual([{ comment: 'The one that counts.\nstartkit environment: development' }]);
    expect((await db(['reset', '--database', database.name, '--no-seed'])).code).toBe(0);
  });
});

test('the first deployment marks it, the next ones leave the mark', async () => {
  const deploy = (NODE_ENV: string) => db(['migrate'], { NODE_ENV });
  expect((await deploy('staging')).stdout).toContain('Marked as staging');
  expect((await deploy('production')).stdout).not.toContain('Marked');
  expect(JSON.parse((await db(['environment', '--json'])).stdout)).toEqual({
    ok: true,
    environment: 'staging',
  });
});

test('a mark that is none is an error, not a licence', async () => {
  await query(
    database.adminUrl,
    `comment on database ${database.name} is 'startkit environment: prod'`,
  );
  const { code, stderr } = await db(['reset', '--database', database.name, '--no-seed']);
  expect(code).toBe(1);
  expect(stderr).toContain('"prod", which is no environment');
});
