import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { rotateContextKey } from '../../src/environment/provision/context-key.ts';
import { provision } from '../../src/environment/provision/provision.ts';
import { withLogin } from '../../src/environment/target.ts';
import { applyRls, migrate, migrationStatus } from '../../src/migrations/index.ts';
import { pushSchema } from '../../src/migrations/push/push.ts';
import { dropKitSchemas } from '../../src/migrations/rebuild.ts';
import { query, startTestServer, type TestDatabase, type TestServer } from './support/database.ts';
import { createFixture } from './support/fixture.ts';

const password = 'a-password';
const provisioned = ['startkit_app_login', 'startkit_portal_login', 'startkit_superadmin_login'];

let server: TestServer;
let migrated: TestDatabase;
let empty: TestDatabase;
const { source, remove } = createFixture();

beforeAll(async () => {
  server = await startTestServer();
  migrated = await server.createDatabase();
  await migrate({ url: migrated.url, source });
  await provision({ url: migrated.url, passwordOf: () => password });
  await query(
    migrated.adminUrl,
    `create role renamed_login login password '${password}' in role startkit_app;
     create role stranger login password '${password}'`,
  );
});
beforeEach(async () => {
  empty = await server.createDatabase();
});
afterAll(async () => {
  remove();
  await server.stop();
});

const as = (login: string, { url }: TestDatabase) => withLogin(url, login, password);
const refused = {
  code: 'PRIVILEGE_MISSING',
  message: expect.stringMatching(/connection string of startkit_migrator, and give \w+ no more/),
};

describe('db:migrate', () => {
  test.each([...provisioned, 'renamed_login'])(
    'as %s names the login to use, and does not advise to make it the owner',
    async (login) => {
      for (const database of [empty, migrated]) {
        const run = migrate({ url: as(login, database), source });
        await expect(run).rejects.toMatchObject(refused);
        await expect(run).rejects.not.toThrow(/owner to|grant all/);
        await expect(run).rejects.toThrow(/is a login of the application/);
      }
    },
  );

  test('as a login that did not migrate this database names the one that did', async () => {
    await expect(migrate({ url: as('stranger', migrated), source })).rejects.toMatchObject(refused);
  });

  test('as a login that owns the database goes on, also when it is a member of startkit_app', async () => {
    await query(empty.adminUrl, 'grant startkit_app to startkit_migrator with inherit true');
    try {
      expect(await migrate({ url: empty.url, source })).toMatchObject({ rls: true });
    } finally {
      await query(
        empty.adminUrl,
        'grant startkit_app to startkit_migrator with admin true, inherit false, set false',
      );
    }
  });
});

describe('a login that may not read', () => {
  test.each(['startkit_app_login', 'stranger'])('%s is told so by every command', async (login) => {
    const url = as(login, migrated);
    const unreadable = {
      code: 'PRIVILEGE_MISSING',
      message: expect.stringMatching(
        new RegExp(`^${login} may not read .*permission denied.*MIGRATION_DATABASE_URL`),
      ),
    };
    await expect(migrationStatus({ url, source })).rejects.toMatchObject(unreadable);
    await expect(migrate({ url, source, dryRun: true })).rejects.toMatchObject(unreadable);
    await expect(applyRls({ url, rlsFile: source.rlsFile })).rejects.toMatchObject(refused);
    await expect(pushSchema({ url, rls: 'select 1' })).rejects.toMatchObject(refused);
    await expect(provision({ url })).rejects.toMatchObject(refused);
    await expect(rotateContextKey({ url })).rejects.toMatchObject(refused);
    await expect(dropKitSchemas(url)).rejects.toMatchObject(refused);
  });
});

test('db:apply-rls before the first migration says what comes first', async () => {
  await expect(applyRls({ url: empty.url, rlsFile: source.rlsFile })).rejects.toMatchObject({
    code: 'MIGRATIONS_MISSING',
    message: expect.stringContaining('Run db:migrate first'),
  });
});
