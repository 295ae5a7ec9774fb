import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDatabase, withDeleted, withTenant, withUser } from '../../src/index.ts';
import {
  auditLogs,
  organizationMembers,
  organizations,
  projects,
  superadminAuditLogs,
  users,
} from '../../src/schema/index.ts';
import { createTestDatabase, type TestDatabase } from '../../src/testing.ts';
import { asLogin } from '../support/as-login.ts';
import { seededPeople } from '../support/people.ts';
import { testServer } from '../support/test-server.ts';

describe('the kit’s client', () => {
  let database: TestDatabase;
  let people: Awaited<ReturnType<typeof seededPeople>>;
  const as = <T>(user: string, slug: string, fn: () => T | PromiseLike<T>) =>
    withTenant({ organizationId: people.organization(slug), userId: people.user(user) }, fn);

  beforeAll(async () => {
    database = await createTestDatabase({ server: testServer(), seed: true });
    people = await seededPeople(database.superadminDb);
  });
  afterAll(() => database.close());

  test('a person sees their organizations before choosing one, and nothing of others', async () => {
    const slugs = (user: string) =>
      withUser({ userId: people.user(user) }, async () =>
        (await database.db.select().from(organizations)).map((row) => row.slug).toSorted(),
      );
    expect(await slugs('alice')).toEqual(['acme-corp']);
    expect(await slugs('bob')).toEqual(['tech-startup-inc']);
    expect(await slugs('carol')).toEqual(['acme-corp', 'tech-startup-inc']);
  });

  test('a member sees co-members, nobody else', async () => {
    const emails = await as('alice', 'acme-corp', async () =>
      (await database.db.select().from(users)).map((row) => row.email),
    );
    expect(emails).toContain('carol@example.com');
    expect(emails).not.toContain('bob@example.com');
    const alone = await withUser({ userId: people.user('alice') }, () =>
      database.db.select({ email: users.email }).from(users),
    );
    expect(alone).toEqual([{ email: 'alice@example.com' }]);
  });

  test('inside an organization, own memberships elsewhere are not shown', async () => {
    const rows = await as('carol', 'acme-corp', () =>
      database.db.select().from(organizationMembers),
    );
    expect(new Set(rows.map((row) => row.organizationId)).size).toBe(1);
  });

  test('a member cannot move to another organization, nor promote themselves', async () => {
    const startup = people.organization('tech-startup-inc');
    const move = as('alice', 'acme-corp', () =>
      database.db.update(organizationMembers).set({ organizationId: startup, role: 'owner' }),
    );
    await expect(move).rejects.toMatchObject({ code: 'PERMISSION_DENIED' });
    const promote = as('erin', 'acme-corp', () =>
      database.db
        .update(organizationMembers)
        .set({ role: 'manager' })
        .where(eq(organizationMembers.userId, people.user('erin'))),
    );
    await expect(promote).rejects.toMatchObject({ code: 'ROW_SECURITY_VIOLATION' });
  });

  test('a viewer cannot write: insert, update and delete raise', async () => {
    const { db } = database;
    const writes = [
      () => db.insert(projects).values({ name: 'x' }),
      () => db.update(projects).set({ name: 'x' }).where(eq(projects.status, 'active')),
      () => db.delete(projects),
    ];
    for (const write of writes) {
      await expect(as('victor', 'acme-corp', write)).rejects.toMatchObject({
        code: 'ROW_SECURITY_VIOLATION',
      });
    }
  });

  test('soft-deleted rows are hidden, shown on request, restored', async () => {
    const { db } = database;
    await as('erin', 'acme-corp', async () => {
      const [made] = await db.insert(projects).values({ name: 'short-lived' }).returning();
      const mine = eq(projects.id, made!.id);
      const mark = (deletedAt: Date | null) => db.update(projects).set({ deletedAt }).where(mine);
      await withDeleted(() => mark(new Date()));
      expect(await db.select().from(projects).where(mine)).toEqual([]);
      expect(await withDeleted(() => db.select().from(projects).where(mine))).toHaveLength(1);
      await withDeleted(() => mark(null));
      expect(await db.select().from(projects).where(mine)).toHaveLength(1);
    });
  });

  test('updated_at is kept by the database', async () => {
    await as('erin', 'acme-corp', async () => {
      const [row] = await database.db
        .update(projects)
        .set({ description: 'touched' })
        .where(eq(projects.status, 'active'))
        .returning();
      expect(Date.now() - row!.updatedAt.getTime()).toBeLessThan(60_000);
      expect(row!.updatedAt.getTime()).toBeGreaterThan(row!.createdAt.getTime());
    });
  });

  test('a superadmin inside an organization sees all and leaves a trace; nobody else gets in', async () => {
    const { db, superadminDb } = database;
    const enter = (user: string) =>
      withTenant(
        {
          organizationId: people.organization('acme-corp'),
          userId: people.user(user),
          isSuperadmin: true,
        },
        async () => [await db.$count(projects), await db.$count(auditLogs)],
      );
    const before = await superadminDb.$count(superadminAuditLogs);
    await enter('admin');
    expect(await superadminDb.$count(superadminAuditLogs)).toBe(before + 1);
    await expect(enter('alice')).rejects.toMatchObject({ code: 'NOT_SUPERADMIN' });
    expect(await superadminDb.$count(superadminAuditLogs)).toBe(before + 1);
  });

  test('a login that row security does not bind is refused', async () => {
    const { urls } = database;
    const organizationId = people.organization('acme-corp');
    const logins = {
      superuser: Object.assign(new URL(testServer()), {
        pathname: new URL(urls!.app).pathname,
      }),
      owner: urls!.migration,
      superadmin: urls!.superadmin,
    };
    for (const [name, url] of Object.entries(logins)) {
      const wrong = createDatabase({ ...urls!, app: url.toString() });
      const read = withTenant({ organizationId }, () => wrong.db.select().from(projects));
      const outcome = await read.catch(({ code }: { code: string }) => code);
      expect([name, outcome]).toEqual([name, 'ROLE_GUARD']);
      await wrong.close();
    }
  });

  test('its timeouts hold for every login', async () => {
    const hasty = createDatabase({ ...database.urls!, timeouts: { statement: 100 } });
    const sleep = sql`select pg_sleep(5)`;
    const organizationId = people.organization('acme-corp');
    for (const run of [
      () => withTenant({ organizationId }, () => hasty.db.execute(sleep)),
      () => hasty.superadminDb.execute(sleep),
    ]) {
      await expect(run()).rejects.toMatchObject({ code: 'QUERY_CANCELED' });
    }
    await hasty.close();
  });

  test('a database without migrations says so', async () => {
    const name = `empty_${Date.now()}`;
    await asLogin(testServer(), (client) => client.query(`create database ${name}`));
    const url = Object.assign(new URL(database.urls!.app), { pathname: `/${name}` }).toString();
    const empty = createDatabase({ ...database.urls!, app: url });
    const organizationId = people.organization('acme-corp');
    const read = withTenant({ organizationId }, () => empty.db.select().from(projects));
    await expect(read).rejects.toMatchObject({ code: 'MIGRATIONS_MISSING' });
    await empty.close();
    await asLogin(testServer(), (client) => client.query(`drop database ${name}`));
  });

  test('a backend that dies inside a transaction ends it; nothing runs elsewhere', async () => {
    const { db } = database;
    const pid = sql<{ pid: number }>`select pg_backend_pid() as pid`;
    const run = as('erin', 'acme-corp', () =>
      db.transaction(async (tx) => {
        await tx.insert(projects).values({ name: 'never' });
        const { rows } = await tx.execute<{ pid: number }>(pid);
        await asLogin(testServer(), (client) =>
          client.query('select pg_terminate_backend($1)', [rows[0]!.pid]),
        );
        await new Promise((resolve) => setTimeout(resolve, 50));
        await tx
          .insert(projects)
          .values({ name: 'never either' })
          .catch(() => {});
        await tx.select().from(projects);
      }),
    );
    await expect(run).rejects.toMatchObject({
      code: expect.stringMatching(/^(CONNECTION_LOST|TRANSACTION_ENDED)$/),
    });
    const left = await as('erin', 'acme-corp', () => db.$count(projects, sql`name like 'never%'`));
    expect(left).toBe(0);
  });
});
