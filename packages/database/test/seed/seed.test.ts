import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { withConnection } from '../../src/seed/connection.ts';
import { seed, type SeedReport } from '../../src/seed/index.ts';
import { openSeedDatabase, type SeedDatabase, withSeedDatabase } from './seed-database.ts';

const sums = ({ tables }: SeedReport) => ({
  inserted: tables.reduce((sum, table) => sum + table.inserted, 0),
  existing: tables.reduce((sum, table) => sum + table.existing, 0),
});

describe('the demo', () => {
  let database: SeedDatabase;
  let close: () => Promise<void>;
  let report: SeedReport;
  beforeAll(async () => {
    ({ database, close } = await openSeedDatabase());
    report = await seed(database);
  });
  afterAll(() => close());

  test('reports what it inserted', async () => {
    expect(report.tables).toContainEqual({ table: 'organizations', inserted: 6, existing: 0 });
    expect(report.tables).toContainEqual({ table: 'permissions', inserted: 16, existing: 0 });
    expect(report.tables).toContainEqual({ table: 'roles', inserted: 5, existing: 0 });
    for (const { table, inserted } of report.tables) {
      expect([table, await database.rowsOf(table)]).toEqual([table, inserted]);
    }
  });

  test('a second run changes nothing', async () => {
    const before = await database.checksums();
    const again = await seed(database);
    expect(sums(again)).toEqual({ inserted: 0, existing: sums(report).inserted });
    expect(await database.checksums()).toEqual(before);
  });

  test('people have every member role, and one of them is in both organizations', async () => {
    const rows = await database.admin<{ member: string }[]>`
      select u.email || ' ' || m.role || ' ' || o.slug || ' ' || m.status as member
        from organization_members m
        join users u on u.id = m.user_id
        join organizations o on o.id = m.organization_id
       where o.slug in ('acme-corp', 'tech-startup-inc')`;
    expect(rows.map((row) => row.member).toSorted()).toEqual([
      'alice@example.com owner acme-corp active',
      'bob@example.com owner tech-startup-inc active',
      'carol@example.com admin acme-corp active',
      'carol@example.com viewer tech-startup-inc active',
      'dave@example.com manager acme-corp active',
      'erin@example.com member acme-corp active',
      'frank@example.com member acme-corp removed',
      'victor@example.com viewer acme-corp active',
    ]);
    const superadmins = await database.admin`select email from users where is_superadmin`;
    expect([...superadmins]).toEqual([{ email: 'admin@example.com' }]);
  });

  test('roles have their permissions', async () => {
    const rows = await database.admin<{ key: string; permissions: number }[]>`
      select r.key, count(*)::int as permissions from roles r
        join role_permissions p on p.role_id = r.id group by r.key`;
    expect(Object.fromEntries(rows.map((row) => [row.key, row.permissions]))).toEqual({
      admin: 16,
      sales_manager: 12,
      sales_rep: 3,
      portal_admin: 6,
      portal_user: 5,
    });
  });

  test('some projects are deleted, one of them longer ago than any retention', async () => {
    const [row] = await database.admin`
      select count(*)::int as deleted,
             (count(*) filter (where deleted_at < now() - interval '1 year'))::int as old
        from projects where deleted_at is not null`;
    expect(row).toEqual({ deleted: 3, old: 1 });
  });

  test('ids have the shape of the ids the database makes', async () => {
    const [row] = await database.admin`
      select count(*)::int as others from users where id::text !~ '^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab]'`;
    expect(row).toEqual({ others: 0 });
  });
});

test('a deleted project that was purged stays away; what is not deleted comes back', () =>
  withSeedDatabase(async (database) => {
    const { admin } = database;
    const first = sums(await seed(database));
    await admin`delete from projects where name in ('Fax gateway', 'Mobile app')`;
    const again = sums(await seed(database));
    expect(again).toEqual({ inserted: 1, existing: first.inserted - 2 });
    const rows = await admin`select name from projects where name in ('Fax gateway', 'Mobile app')`;
    expect([...rows]).toEqual([{ name: 'Mobile app' }]);
  }));

test('essential data is roles, permissions and flag definitions alone', () =>
  withSeedDatabase(async (database) => {
    const report = await seed({ ...database, essential: true });
    expect(report.tables.map(({ table }) => table)).toEqual([
      'permissions',
      'roles',
      'feature_flag_definitions',
      'role_permissions',
    ]);
    expect(Object.keys(await database.checksums()).toSorted()).toEqual(
      report.tables.map(({ table }) => table).toSorted(),
    );
  }));

test('what is there under an id of its own is used, and left as it is', () =>
  withSeedDatabase(async (database) => {
    const { admin } = database;
    await admin`insert into users (email, name) values ('Alice@Example.com', 'Alice A.')`;
    await admin`insert into organizations (slug, name) values ('acme-corp', 'ACME')`;
    await admin`insert into roles (key, name) values ('admin', 'Root')`;
    await seed(database);
    const [row] = await admin`
    select u.name as person, o.name as organization, r.name as role
      from member_roles m
      join users u on u.id = m.user_id
      join organizations o on o.id = m.organization_id
      join roles r on r.id = m.role_id
     where lower(u.email) = 'alice@example.com'`;
    expect(row).toEqual({ person: 'Alice A.', organization: 'ACME', role: 'Root' });
  }));

describe('a failure', () => {
  test('of the rights says so, and leaves nothing behind', () =>
    withSeedDatabase(async (database) => {
      const attempt = seed({ ...database, superadminUrl: database.appUrl });
      await expect(attempt).rejects.toMatchObject({
        code: 'PRIVILEGE_MISSING',
        message: expect.stringContaining('startkit_superadmin'),
      });
      expect(await database.checksums()).toEqual({});
    }));

  test('never prints the password', () =>
    withSeedDatabase(async (database) => {
      const { password } = new URL(database.appUrl);
      const error = await seed({ ...database, superadminUrl: database.appUrl }).catch(String);
      expect(error).toContain('startkit_app_login');
      expect(error).not.toContain(password);
    }));

  test('of the connection half way leaves nothing behind', () =>
    withSeedDatabase(async (database) => {
      await database.admin.begin(async (tx) => {
        // The last table the demo writes: the seed waits there with all else written.
        await tx`lock table notifications`;
        const attempt = seed(database).then(String, (error: { code: string }) => error.code);
        while (!(await seedWaits(database.admin))) await sleep(10);
        await database.admin`select pg_terminate_backend(pid) from pg_stat_activity
                where application_name = 'startkit seed' and datname = current_database()`;
        expect(await attempt).toBe('CONNECTION_LOST');
      });
      expect(await database.checksums()).toEqual({});
    }));

  test('of the connection between two statements ends the transaction for good', () =>
    withSeedDatabase(async (database) => {
      const late: unknown[] = [];
      const attempt = withConnection(database.superadminUrl, ({ sql, transaction }) =>
        transaction(async () => {
          const [row] = await sql`select pg_backend_pid() as pid`;
          await database.admin`select pg_terminate_backend(${row!['pid']})`;
          await sleep(50);
          // By now the driver has seen the loss; it would connect again and run this on its own.
          await sql`insert into roles (key, name) values ('late', 'Late')`.catch((error: unknown) =>
            late.push(error),
          );
          await sleep(50);
          return late;
        }),
      );
      await expect(attempt).rejects.toMatchObject({ code: 'CONNECTION_LOST' });
      await sleep(150);
      expect(late).toHaveLength(1);
      expect(await database.checksums()).toEqual({});
    }));

  test('of migrations names the command that mends it', () =>
    withSeedDatabase(async (database) => {
      await database.admin`drop schema public cascade`;
      await expect(seed(database)).rejects.toMatchObject({
        code: 'MIGRATIONS_MISSING',
        message: expect.stringContaining('pnpm db:migrate'),
      });
    }));

  test.each([{ scale: -1 }, { scale: 1.5 }, { scale: 1_000_000 }, { scale: 1, essential: true }])(
    'of the options is found before anything is written: %o',
    async (options) => {
      const url = 'postgres://nobody@127.0.0.1:1/none';
      const attempt = seed({ superadminUrl: url, migrationUrl: url, ...options });
      await expect(attempt).rejects.toMatchObject({ code: 'USAGE' });
    },
  );
});

// Outside the transaction that holds the lock: within one, pg_stat_activity stays as first read.
async function seedWaits(sql: SeedDatabase['admin']): Promise<boolean> {
  const rows = await sql`select from pg_stat_activity
    where application_name = 'startkit seed' and datname = current_database()
      and wait_event_type = 'Lock'`;
  return rows.length > 0;
}
