import { getTableName, is } from 'drizzle-orm';
import { PgTable } from 'drizzle-orm/pg-core';
import { declarationOf } from '@startkit/tenancy/drizzle';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as schema from '../../src/schema/index.ts';
import { createTestDatabase, type TestDatabase } from '../../src/testing.ts';
import { asLogin } from '../support/as-login.ts';
import { enterContext } from '../support/enter-context.ts';
import { seededPeople } from '../support/people.ts';
import { testServer } from '../support/test-server.ts';

const tables = Object.values<unknown>(schema)
  .filter((value): value is PgTable => is(value, PgTable))
  .map((table) => ({ name: getTableName(table), scope: declarationOf(table)!.scope }));
const isolated = tables.filter(({ scope }) => scope !== 'global').map(({ name }) => name);
const tenantTables = tables.filter(({ scope }) => scope === 'tenant').map(({ name }) => name);

// On the real server, as the real logins: the policies, without any code of ours in between.
describe('logins', () => {
  let database: TestDatabase;
  let acme: string;
  let startup: string;

  beforeAll(async () => {
    database = await createTestDatabase({ server: testServer(), seed: true });
    const people = await seededPeople(database.superadminDb);
    acme = people.organization('acme-corp');
    startup = people.organization('tech-startup-inc');
  });
  afterAll(() => database.close());

  const app = <T>(fn: Parameters<typeof asLogin<T>>[1]) => asLogin(database.urls!.app, fn);
  const count = `select count(*)::int as n from`;

  test('none is a superuser, bypasses row security, or owns anything', async () => {
    const { rows } = await asLogin(testServer(), (client) =>
      client.query(`select rolname from pg_roles where rolname like 'startkit%'
          and (rolsuper or rolbypassrls or rolreplication
            or (rolcreaterole or rolcreatedb) and rolname <> 'startkit_migrator')`),
    );
    expect(rows).toEqual([]);
  });

  test.each(isolated)('without a context %s is empty, or not even granted', async (table) => {
    const rows = await app((client) => client.query(`${count} "${table}"`)).then(
      (result) => result.rows,
      (error: { code: string }) => error.code,
    );
    expect([[{ n: 0 }], '42501']).toContainEqual(rows);
  });

  test.each(tenantTables)('without a context nothing is written to %s', async (table) => {
    const statements = [
      `insert into "${table}" (organization_id) values ('${acme}')`,
      `insert into "${table}" default values`,
    ];
    for (const statement of statements) {
      await expect(app((client) => client.query(statement))).rejects.toMatchObject({
        // Not granted, refused by a policy, or no organization to default to.
        code: expect.stringMatching(/^(42501|23502)$/),
      });
    }
    for (const statement of [
      `update "${table}" set created_at = now()`,
      `delete from "${table}"`,
    ]) {
      const changed = await app((client) => client.query(statement)).then(
        ({ rowCount }) => rowCount,
        ({ code }: { code: string }) => code,
      );
      expect([0, '42501']).toContain(changed);
    }
  });

  test.each(tenantTables)('with a context %s shows only that organization', async (table) => {
    const found = await app(async (client) => {
      await enterContext(client, { organizationId: acme });
      return client.query(`select distinct organization_id from "${table}"`).then(
        ({ rows }) => rows.map((row) => row.organization_id),
        ({ code }: { code: string }) => code,
      );
    });
    expect([[acme], [], '42501']).toContainEqual(found);
  });

  test('the demo data has rows of both organizations for that to mean something', async () => {
    const filled = await asLogin(database.urls!.superadmin, async (client) => {
      const { rows } = await client.query(
        tenantTables
          .map((t) => `select '${t}' as name, count(distinct organization_id)::int as n from ${t}`)
          .join(' union all '),
      );
      return rows.filter((row) => row.n >= 2).map((row) => row.name);
    });
    expect(filled).toEqual(
      expect.arrayContaining(['projects', 'organization_members', 'audit_logs', 'subscriptions']),
    );
  });

  test('a row cannot refer to another organization’s', async () => {
    const { rows } = await asLogin(database.urls!.superadmin, (client) =>
      client.query(
        `select user_id from organization_members m where organization_id = $1
        and not exists (select from organization_members o
          where o.organization_id = $2 and o.user_id = m.user_id)`,
        [startup, acme],
      ),
    );
    const outsider = rows[0].user_id;
    const insert = app(async (client) => {
      await enterContext(client, { organizationId: acme });
      await client.query(`insert into notifications (user_id, kind, title) values ($1, 'x', 'x')`, [
        outsider,
      ]);
    });
    await expect(insert).rejects.toMatchObject({ code: '23503' });
  });

  test('columns of the system are not the members’ to write', async () => {
    const statements = [
      `update users set is_superadmin = true`,
      `update organizations set limits = '{}'`,
      `update subscriptions set plan = 'enterprise'`,
      `delete from users`,
      `delete from organizations`,
      `insert into organizations (name, slug) values ('x', 'x')`,
      `truncate projects`,
      `update audit_logs set action = 'a.b'`,
      `create table mine ()`,
      `create temp table mine ()`,
      `set role startkit_superadmin`,
      `select * from webhook_inbox`,
    ];
    for (const statement of statements) {
      const refused = app((client) => client.query(statement));
      await expect(
        refused.catch(({ code }: { code: string }) => [statement, code]),
      ).resolves.toEqual([statement, '42501']);
    }
  });

  test('a member cannot drop the policies with DROP OWNED', async () => {
    const drop = app((client) => client.query('drop owned by startkit_app'));
    await expect(drop).rejects.toMatchObject({ code: '42501' });
  });

  test('audit entries cannot be changed by anybody', async () => {
    for (const url of [database.urls!.superadmin, database.urls!.migration]) {
      for (const statement of [`update audit_logs set action = 'a.b'`, `delete from audit_logs`]) {
        await expect(asLogin(url, (client) => client.query(statement))).rejects.toMatchObject({
          code: '42501',
        });
      }
    }
  });

  test('a portal user reads their own notifications, and is granted no table but the portal’s', async () => {
    const [mine, other] = [
      '0191d6a0-0000-7000-8000-0000000000aa',
      '0191d6a0-0000-7000-8000-0000000000bb',
    ];
    await asLogin(database.urls!.superadmin, async (client) => {
      for (const [organization, id] of [
        [acme, mine],
        [acme, other],
        [startup, mine],
      ]) {
        await client.query(
          `insert into customers (organization_id, id, number, name) values ($1, $2::uuid, $2::text, 'Shop')`,
          [organization, id],
        );
        await client.query(
          `insert into portal_users (organization_id, id, customer_id, email, name) values ($1, $2::uuid, $2::uuid, $2 || '@x.example', 'Pat')`,
          [organization, id],
        );
        await client.query(
          `insert into notifications (organization_id, portal_user_id, kind, title) values ($1, $2, 'x', $3)`,
          [organization, id, `${organization} ${id}`],
        );
      }
    });
    const granted = await asLogin(database.urls!.portal, async (client) => {
      await enterContext(
        client,
        { organizationId: acme, portalUserId: mine },
        { role: 'startkit_portal' },
      );
      const { rows } = await client.query('select title from notifications');
      expect(rows).toEqual([{ title: `${acme} ${mine}` }]);
      await expect(client.query(`update notifications set title = 'x'`)).rejects.toMatchObject({
        code: '42501',
      });
      const { rowCount } = await client.query('update notifications set read_at = now()');
      expect(rowCount).toBe(1);
      const privileges = await client.query(`select relname from pg_class
        where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace
          and has_any_column_privilege(oid, 'select, insert, update') order by 1`);
      return privileges.rows.map((row) => row.relname);
    });
    expect(granted).toEqual([
      'cart_items',
      'carts',
      'invoices',
      'list_items',
      'lists',
      'notifications',
      'order_lines',
      'orders',
      'payments',
      'portal_users',
      'price_list_entries',
      'products',
      'skus',
    ]);
  });
});
