import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readEnvironment } from '../../src/env.ts';
import { releaseLocalServer, useLocalServer } from '../../src/environment/local.ts';
import { provisionLocal } from '../../src/environment/provision-local.ts';
import { connectionUrl, connectionUrls } from '../../src/environment/urls.ts';
import { migrate } from '../../src/migrations/index.ts';
import { query } from '../migrations/support/database.ts';
import { createFixture } from '../migrations/support/fixture.ts';

const root = mkdtempSync(join(tmpdir(), 'startkit-local-'));
const environment = readEnvironment({ STARTKIT_LOCAL_DIR: join(root, 'postgres') });
const fixture = createFixture();

afterAll(async () => {
  await releaseLocalServer();
  rmSync(root, { recursive: true, force: true });
  fixture.remove();
});

test(
  'nothing set: the local server starts once, is migrated, and its logins work',
  { timeout: 30_000 },
  async () => {
    const [url, urls] = await Promise.all([
      connectionUrl('migration', { environment }),
      connectionUrls({ environment }),
    ]);
    expect(urls.migration).toBe(url);
    await migrate({ url });
    const server = await useLocalServer(join(root, 'postgres'));
    await provisionLocal(server);
    await provisionLocal(server);
    for (const name of ['app', 'portal', 'superadmin', 'backup'] as const) {
      const [row] = await query(urls[name], 'select current_user as login');
      expect(row).toEqual({ login: `startkit_${name}_login` });
    }

    const [facts] = await query(
      url,
      `select rolsuper, rolbypassrls, rolcreaterole,
            has_database_privilege('startkit_app_login', current_database(), 'TEMP') as temp,
            has_schema_privilege('startkit_app_login', 'public', 'CREATE') as make,
            pg_get_userbyid(datdba) as owner
       from pg_roles, pg_database where rolname = current_user and datname = current_database()`,
    );
    expect(facts).toEqual({
      rolsuper: false,
      rolbypassrls: false,
      rolcreaterole: true,
      temp: false,
      make: false,
      owner: 'startkit_migrator',
    });
    await expect(query(urls.app, 'select pg_cancel_backend(1)')).rejects.toThrow(
      'permission denied',
    );
    await expect(query(urls.app, 'select lo_create(0)')).rejects.toThrow('permission denied');
    await expect(query(urls.app, "select lo_from_bytea(0, 'x')")).rejects.toThrow(
      'permission denied',
    );

    await urls.release();
    await expect(query(url, 'select 1')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  },
);
