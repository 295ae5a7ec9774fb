import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { provision } from '../../src/environment/provision/provision.ts';
import { scramVerifier } from '../../src/environment/provision/scram.ts';
import { migrate } from '../../src/migrations/index.ts';
import {
  query,
  startTestServer,
  type TestDatabase,
  type TestServer,
} from '../migrations/support/database.ts';
import { createFixture } from '../migrations/support/fixture.ts';

let server: TestServer;
let database: TestDatabase;
const fixture = createFixture();

const logins = [
  'startkit_app_login',
  'startkit_portal_login',
  'startkit_superadmin_login',
  'startkit_backup_login',
];

beforeAll(async () => {
  server = await startTestServer();
});
afterAll(async () => {
  fixture.remove();
  await server.stop();
});
beforeEach(async () => {
  database = await server.createDatabase();
});
afterEach(() => server.dropDatabase(database));

async function migrated(): Promise<void> {
  await query(database.adminUrl, `drop role if exists ${logins.join(', ')}`);
  await migrate({ url: database.url, source: fixture.source });
}

test('before the first migration there is nothing to grant, and nothing is made', async () => {
  await expect(provision({ url: database.url })).rejects.toMatchObject({
    code: 'PRIVILEGE_MISSING',
    message: expect.stringContaining('Run db:migrate first'),
  });
});

describe('after migrating', () => {
  beforeEach(migrated);

  test('the logins can log in, and are what they shall be', async () => {
    const provisioned = await provision({ url: database.url });
    expect(provisioned.map(({ login, result }) => [login, result])).toEqual(
      logins.map((login) => [login, 'created']),
    );
    for (const { login, url } of provisioned) {
      const [row] = await query(
        url ?? '',
        'select current_user, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb from pg_roles where rolname = current_user',
      );
      expect(row).toEqual({
        current_user: login,
        rolsuper: false,
        rolbypassrls: false,
        rolcreaterole: false,
        rolcreatedb: false,
      });
    }
  });

  test('each has the rights of its role and of no other, and the app and portal cannot become it', async () => {
    const [app, portal, superadmin, backup] = await provision({ url: database.url });
    const rights = `select pg_has_role('startkit_app', 'USAGE') as app,
      pg_has_role('startkit_portal', 'USAGE') as portal,
      pg_has_role('startkit_superadmin', 'USAGE') as superadmin,
      pg_has_role('startkit_backup', 'USAGE') as backup,
      has_database_privilege(current_database(), 'TEMP') as temp`;
    const none = { app: false, portal: false, superadmin: false, backup: false, temp: false };
    expect(await query(app?.url ?? '', rights)).toEqual([{ ...none, app: true }]);
    expect(await query(portal?.url ?? '', rights)).toEqual([{ ...none, portal: true }]);
    expect(await query(superadmin?.url ?? '', rights)).toEqual([{ ...none, superadmin: true }]);
    expect(await query(backup?.url ?? '', rights)).toEqual([{ ...none, backup: true }]);
    await expect(query(app?.url ?? '', 'set role startkit_app')).rejects.toThrow(
      'permission denied',
    );
  });

  test('a second time keeps them and shows nothing', async () => {
    const [first] = await provision({ url: database.url });
    const again = await provision({ url: database.url });
    expect(again.map(({ result, url }) => [result, url])).toEqual(
      logins.map(() => ['kept', undefined]),
    );
    expect(await query(first?.url ?? '', 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  test('rotate makes new passwords, and the old ones are refused', async () => {
    const [before] = await provision({ url: database.url });
    const [after] = await provision({ url: database.url, rotate: true });
    expect(after?.result).toBe('rotated');
    expect(await query(after?.url ?? '', 'select 1 as one')).toEqual([{ one: 1 }]);
    await expect(query(before?.url ?? '', 'select 1')).rejects.toMatchObject({ code: '28P01' });
  });

  test('no password reaches the server: it is not in its log', async () => {
    await query(database.adminUrl, "alter system set log_statement = 'all'");
    await query(database.adminUrl, 'select pg_reload_conf()');
    const provisioned = await provision({ url: database.url });
    const passwords = provisioned.map(({ url }) => new URL(url ?? '').password);
    expect(passwords.every((password) => password.length === 43)).toBe(true);
    const text = server.log();
    expect(text).toContain('create role startkit_app_login');
    for (const password of passwords) expect(text).not.toContain(password);
    await query(database.adminUrl, 'alter system reset log_statement');
    await query(database.adminUrl, 'select pg_reload_conf()');
  });

  test('a login that RLS does not bind is refused', async () => {
    await query(database.adminUrl, 'create role startkit_portal_login login bypassrls');
    await expect(provision({ url: database.url })).rejects.toMatchObject({
      code: 'REFUSED',
      message: expect.stringContaining('BYPASSRLS'),
    });
    const made = "select from pg_roles where rolname = 'startkit_app_login'";
    expect(await query(database.adminUrl, made)).toHaveLength(0);
  });

  test('what it cannot close, it says', async () => {
    await query(database.adminUrl, `grant temporary on database ${database.name} to startkit_app`);
    const lines: string[] = [];
    await provision({ url: database.url, log: (line) => void lines.push(line) });
    expect(lines.join('\n')).toContain('startkit_app_login may still make temporary tables');
  });
});

test('the verifier is the one of RFC 7677', () => {
  const salt = Buffer.from('W22ZaJ0SNY7soEsUEjb6gQ==', 'base64');
  expect(scramVerifier('pencil', salt)).toBe(
    'SCRAM-SHA-256$4096:W22ZaJ0SNY7soEsUEjb6gQ==$WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY=:wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU=',
  );
});
