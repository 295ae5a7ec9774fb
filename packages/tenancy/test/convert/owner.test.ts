import { startThrowawayPostgres, type ThrowawayPostgres } from '@startkit/local-postgres';
import type pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { TenantClient, withTenant } from '../../src/index.ts';
import { nodePostgres } from '../../src/node-postgres.ts';
import { defaultRoles } from '../../src/policies.ts';
import { countTables, isConverted } from '../../src/convert/verify/verify.ts';
import { runSql } from '../support/run-sql.ts';
import {
  connected,
  converting,
  defaultOrganization,
  secret,
  type Converting,
} from './support/converting.ts';
import { freshDatabase, type FreshDatabase } from './support/fresh-database.ts';
import { inventorySql, inventoryTableNames } from './support/inventory.ts';
import { changes, dataSnapshot, schemaSnapshot } from './support/snapshot.ts';

/*
 * As it is where nobody is a superuser: one login owns everything, is the old application, and converts. It may make roles.
 */

const other = '00000000-0000-7000-8000-000000000002';

let database: FreshDatabase;
let server: ThrowawayPostgres;
let url: string;
let conversion: Converting;
let client: TenantClient | undefined;

// Roles that another database of the server had made would be another's.
beforeAll(async () => {
  server = await startThrowawayPostgres();
});
afterAll(() => server.stop());

beforeEach(async () => {
  database = await freshDatabase(server.adminUrl());
  await database.run(`
    do $$ begin create role convert_sole login createrole password 'sole'; exception when duplicate_object or unique_violation then end $$;
    do $$ begin create role convert_new login password 'new'; exception when duplicate_object or unique_violation then end $$;
    alter database ${database.name} owner to convert_sole;
    alter schema public owner to convert_sole`);
  url = Object.assign(new URL(database.url), {
    username: 'convert_sole',
    password: 'sole',
  }).toString();
  await runSql(url, `set timezone = 'UTC'; ${inventorySql({ ledgerRows: 200 })}`);
});
afterEach(async () => {
  await client?.close();
  client = undefined;
  conversion?.close();
  await database.close();
});

const query = (text: string) =>
  connected(url, async (db: pg.Client) => (await db.query(text)).rows);

describe('an owner who is no superuser', () => {
  test('says so beforehand, where the roles are another’s', async () => {
    await database.run('create role another_definer; create role another_superadmin');
    conversion = await converting(url, {
      tables: Object.fromEntries(inventoryTableNames.map((name) => [name, 'tenant' as const])),
      roles: { ...defaultRoles, definer: 'another_definer', superadmin: 'another_superadmin' },
    });
    const names = conversion.plan.obstacles.map(({ name }) => name);
    expect(names).toContain('role:another_definer');
    expect(names).toContain('role:another_superadmin');
  });

  test('converts, goes on as the default organization, and takes it back', async () => {
    const schemaBefore = await schemaSnapshot(database.admin);
    const dataBefore = await dataSnapshot(database.admin);
    conversion = await converting(url, {
      tenantKey: 'org_id',
      tables: Object.fromEntries(inventoryTableNames.map((name) => [name, 'tenant' as const])),
      legacy: { roles: ['convert_sole'] },
    });
    expect(conversion.plan.obstacles.filter(({ level }) => level === 'error')).toEqual([]);
    const warned = conversion.plan.obstacles.map(({ name }) => name);
    expect(warned).toContain('legacy-owns:convert_sole');
    await conversion.run();
    await runSql(
      database.url,
      `grant startkit_app to convert_new; insert into organizations (id, name) values ('${other}', 'Other')`,
    );
    client = new TenantClient(
      nodePostgres({
        connectionString: Object.assign(new URL(url), {
          username: 'convert_new',
          password: 'new',
        }).toString(),
      }),
      { secret },
    );
    const mine = client;
    await withTenant({ organizationId: other }, () =>
      mine.query(`insert into users (email, full_name) values ('theirs@example.com', 'Theirs')`),
    );
    expect(await query(`select * from users where email = 'theirs@example.com'`)).toEqual([]);
    const [made] = await query(
      `insert into users (email, full_name) values ('mine@example.com', 'Mine') returning org_id`,
    );
    expect(made).toEqual({ org_id: defaultOrganization });
    const counts = await connected(url, (db) => countTables(db, conversion.written.about));
    expect(counts.filter((count) => !isConverted(count))).toEqual([]);
    expect(counts.find(({ table }) => table === 'public.users')).toMatchObject({
      organizations: 2,
    });
    await database.run(
      `delete from users where email in ('theirs@example.com', 'mine@example.com')`,
    );
    await conversion.rollBack();
    expect(changes(schemaBefore, await schemaSnapshot(database.admin))).toEqual([]);
    expect(
      changes(dataBefore, await dataSnapshot(database.admin)).filter(
        (line) => !line.includes('users_id_seq'),
      ),
    ).toEqual([]);
  });
});
