import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { TenantClient, withTenant } from '../../src/index.ts';
import { nodePostgres } from '../../src/node-postgres.ts';
import { prove } from '../../src/prove.ts';
import { tenancyConfigOf } from '../../src/convert/files/tenancy-config.ts';
import { isProved } from '../../src/report/proof/outcomes.ts';
import { converting, defaultOrganization, secret, type Converting } from './support/converting.ts';
import { freshDatabase, type FreshDatabase } from './support/fresh-database.ts';
import { createInventory, inventoryTableNames } from './support/inventory.ts';

/*
 * After the conversion: the old application, which knows nothing of organizations, beside a new one that does.
 */

const other = '00000000-0000-7000-8000-000000000002';

let database: FreshDatabase;
let conversion: Converting;
let old: pg.Client;
let client: TenantClient;

beforeAll(async () => {
  database = await freshDatabase();
  await createInventory(database.url, { ledgerRows: 500 });
  const { name } = database;
  await database.run(`
    do $$ begin
      create role convert_old login password 'old'; exception when duplicate_object or unique_violation then end $$;
    grant select, insert, update, delete on all tables in schema public to convert_old;
    grant usage on all sequences in schema public to convert_old`);
  old = new pg.Client({ connectionString: loginUrl('convert_old', 'old') });
  await old.connect();
  conversion = await converting(database.url, {
    tenantKey: 'org_id',
    tables: {
      ...Object.fromEntries(inventoryTableNames.map((table) => [table, 'tenant' as const])),
      inventory_ledger: { from: 'default', appendOnly: true },
    },
    legacy: { roles: ['convert_old'] },
  });
  // The old application is connected all the time, with statements it has prepared.
  await old.query({ name: 'users', text: 'select count(*)::int as n from users' });
  await conversion.run();
  await database.run(`
    insert into organizations (id, name) values ('${other}', 'Other');
    do $$ begin
      create role convert_new login password 'new'; exception when duplicate_object or unique_violation then end $$;
    grant startkit_app to convert_new; grant connect on database ${name} to convert_new`);
  client = new TenantClient(nodePostgres({ connectionString: loginUrl('convert_new', 'new') }), {
    secret,
  });
});
afterAll(async () => {
  await client?.close();
  await old?.end();
  conversion?.close();
  await database?.close();
});

function loginUrl(username: string, password: string): string {
  return Object.assign(new URL(database.url), { username, password }).toString();
}

const rows = async (text: string, values: readonly unknown[] = []) =>
  (await client.query(text, values)).rows as Record<string, unknown>[];

describe('the old application', () => {
  test('sees all that it saw, by statements that it prepared before', async () => {
    const {
      rows: [found],
    } = await old.query({ name: 'users', text: 'select count(*)::int as n from users' });
    const [all] = await database.run('select count(*)::int as n from users');
    expect(found?.n).toBe(all?.['n']);
    expect(found?.n).toBeGreaterThan(0);
  });

  test('writes rows that say nothing of an organization: they are the default one’s', async () => {
    const {
      rows: [made],
    } = await old.query(
      `insert into users (email, full_name) values ('new@example.com', 'New') returning org_id`,
    );
    expect(made?.org_id).toBe(defaultOrganization);
    const { rowCount } = await old.query(
      `update users set full_name = 'Newer' where email = 'new@example.com'`,
    );
    expect(rowCount).toBe(1);
  });

  test('sees and writes nothing of another organization', async () => {
    await withTenant({ organizationId: other }, () =>
      rows(`insert into users (email, full_name) values ('theirs@example.com', 'Theirs')`),
    );
    const { rows: seen } = await old.query(
      `select * from users where email = 'theirs@example.com'`,
    );
    expect(seen).toEqual([]);
    await expect(
      old.query(
        `insert into users (org_id, email, full_name) values ('${other}', 'x@example.com', 'X')`,
      ),
    ).rejects.toThrow('row-level security');
    await old.query(
      `select set_config('app.context', 'a,9999999999,startkit_app,${other},,,false', false)`,
    );
    await expect(old.query('select * from users')).rejects.toThrow('not signed');
    await old.query('reset all');
  });
});

describe('two organizations', () => {
  test('have the same key each, and see their own', async () => {
    await withTenant({ organizationId: other }, async () => {
      await rows(
        `insert into items (item_number, name) select item_number, 'Ours' from (values ('ITEM-X')) v (item_number)`,
      );
      expect(await rows(`select name from items where item_number = 'ITEM-X'`)).toEqual([
        { name: 'Ours' },
      ]);
    });
    await withTenant({ organizationId: defaultOrganization }, async () => {
      await rows(`insert into items (item_number, name) values ('ITEM-X', 'The first')`);
      expect(await rows(`select name from items where item_number = 'ITEM-X'`)).toEqual([
        { name: 'The first' },
      ]);
    });
  });

  test('do not refer to each other’s rows', async () => {
    const [theirs] = await withTenant({ organizationId: defaultOrganization }, () =>
      rows('select id from items order by id limit 1'),
    );
    const insert = withTenant({ organizationId: other }, async () => {
      const [place] = await rows(
        `insert into locations (site, name) values ('S', 'N') returning id`,
      );
      await rows(
        `insert into inventory_ledger (item_id, location_id, quantity_delta, reason) values ($1, $2, 1, 'x')`,
        [theirs?.['id'], place?.['id']],
      );
    });
    await expect(insert).rejects.toThrow('foreign key');
  });

  test('read views as what they may see', async () => {
    const counted = await withTenant({ organizationId: other }, () => rows('select * from stock'));
    expect(counted).toEqual([]);
    const all = await withTenant({ organizationId: defaultOrganization }, () =>
      rows('select * from stock limit 1'),
    );
    expect(all).toHaveLength(1);
  });
});

test('prove finds no way from one organization to another', async () => {
  const report = await prove({
    admin: database.admin,
    config: tenancyConfigOf(conversion.written.about, secret),
  });
  const open = report.attempts.filter(
    ({ outcome }) => outcome === 'leak' || outcome === 'unproved',
  );
  expect(open).toEqual([]);
  expect(isProved(report)).toBe(true);
});
