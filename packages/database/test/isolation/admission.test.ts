import { eq } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { withTenant, withUser } from '../../src/index.ts';
import {
  auditLogs,
  customers,
  notifications,
  organizationMembers,
  organizations,
  portalUsers,
  projects,
  users,
} from '../../src/schema/index.ts';
import { createTestDatabase, type TestDatabase } from '../../src/testing.ts';
import { seededPeople } from '../support/people.ts';
import { testServer } from '../support/test-server.ts';

describe.each([
  ['on a server', () => testServer()],
  ['in-process', () => undefined],
])('%s, who has no business in an organization', (_, server) => {
  let database: TestDatabase;
  let people: Awaited<ReturnType<typeof seededPeople>>;
  let organizationId: string;

  beforeAll(async () => {
    const url = server();
    database = await createTestDatabase({ ...(url && { server: url }), seed: true });
    people = await seededPeople(database.superadminDb);
    organizationId = people.organization('acme-corp');
  });
  afterAll(() => database.close());
  afterEach(async () => {
    await setOrganization({ status: 'active', deletedAt: null });
    await setUser('erin', { status: 'active', deletedAt: null });
  });

  const setOrganization = (values: Partial<typeof organizations.$inferInsert>) =>
    database.superadminDb
      .update(organizations)
      .set(values)
      .where(eq(organizations.id, organizationId));
  const setUser = (name: string, values: Partial<typeof users.$inferInsert>) =>
    database.superadminDb
      .update(users)
      .set(values)
      .where(eq(users.id, people.user(name)));

  const read = () => database.db.select().from(projects);
  const enqueue = () => database.db.execute(`select app.enqueue_job('projects.purge', '{}')`);
  const statements: Readonly<Record<string, () => PromiseLike<unknown>>> = {
    read,
    enqueue,
    write: () => database.db.insert(projects).values({ name: 'x' }),
    audit: () => database.db.insert(auditLogs).values({ action: 'a.b', resourceType: 'x' }),
    transaction: () => database.db.transaction((tx) => tx.select().from(projects)),
  };

  async function refused(userId: string, message = 'the user is not an active member') {
    for (const [name, statement] of Object.entries(statements)) {
      const refusal = await withTenant({ organizationId, userId }, statement).then(
        () => `${name} was let in`,
        (error: unknown) => error,
      );
      expect(refusal).toMatchObject({
        code: 'NOT_ADMITTED',
        message: expect.stringContaining(message),
      });
    }
  }

  test('a stranger, a person who does not exist, a member who was removed', async () => {
    await refused(people.user('bob'));
    await refused('0191d6a0-0000-7000-8000-0000000000aa');
    await refused(people.user('frank'));
  });

  test('a member is let in until they are removed', async () => {
    const set = (status: 'active' | 'removed') =>
      database.superadminDb
        .update(organizationMembers)
        .set({ status })
        .where(eq(organizationMembers.userId, people.user('erin')));
    const readAsErin = () => withTenant({ organizationId, userId: people.user('erin') }, read);
    expect((await readAsErin()).length).toBeGreaterThan(0);
    await set('removed');
    await refused(people.user('erin'));
    await set('active');
    expect((await readAsErin()).length).toBeGreaterThan(0);
  });

  test('a user who is suspended or deleted, in an organization or before choosing one', async () => {
    const userId = people.user('erin');
    for (const values of [{ status: 'suspended' as const }, { deletedAt: new Date() }]) {
      await setUser('erin', { status: 'active', deletedAt: null, ...values });
      await refused(userId);
      const alone = withUser({ userId }, () => database.db.select().from(organizations));
      await expect(alone).rejects.toMatchObject({
        code: 'NOT_ADMITTED',
        message: expect.stringContaining('the user is not active'),
      });
    }
    await setUser('erin', { status: 'active', deletedAt: null });
    const organizationsOf = withUser({ userId }, () => database.db.select().from(organizations));
    expect(await organizationsOf).toHaveLength(1);
  });

  test('anybody, in an organization that is suspended or deleted', async () => {
    for (const values of [{ status: 'suspended' as const }, { deletedAt: new Date() }]) {
      await setOrganization({ status: 'active', deletedAt: null, ...values });
      await refused(people.user('alice'));
    }
  });

  test('a portal user who is disabled, whose customer or organization is not active, or elsewhere', async () => {
    const db = database.superadminDb;
    const [customer] = await db
      .insert(customers)
      .values({ organizationId, number: 'A-1', name: 'Shop' })
      .returning();
    const [portalUser] = await db
      .insert(portalUsers)
      .values({ organizationId, customerId: customer!.id, email: 'pat@shop.example', name: 'Pat' })
      .returning();
    const readIn = (id: string, portalUserId = portalUser!.id) =>
      withTenant({ organizationId: id, portalUserId }, () =>
        database.db.select().from(notifications),
      );
    const setPortalUser = (status: 'active' | 'disabled') => db.update(portalUsers).set({ status });
    const setCustomer = (status: 'active' | 'inactive') => db.update(customers).set({ status });
    const refuses = (id: string, portalUserId?: string) =>
      expect(readIn(id, portalUserId)).rejects.toMatchObject({ code: 'NOT_ADMITTED' });

    expect(await readIn(organizationId)).toEqual([]);
    await setPortalUser('disabled');
    await refuses(organizationId);
    await setPortalUser('active');
    await setCustomer('inactive');
    await refuses(organizationId);
    await setCustomer('active');
    for (const values of [{ status: 'suspended' as const }, { deletedAt: new Date() }]) {
      await setOrganization({ status: 'active', deletedAt: null, ...values });
      await refuses(organizationId);
    }
    await setOrganization({ status: 'active', deletedAt: null });
    expect(await readIn(organizationId)).toEqual([]);
    await refuses(people.organization('tech-startup-inc'));
    await refuses(portalUser!.id);
    await refuses(organizationId, organizationId);
  });

  test('a superadmin who is no longer one, in the context they are in', async () => {
    const context = { organizationId, userId: people.user('admin'), isSuperadmin: true };
    for (const values of [{ isSuperadmin: false }, { status: 'suspended' as const }]) {
      const goOn = withTenant(context, async () => {
        await read();
        await setUser('admin', values);
        await read();
      });
      await expect(goOn).rejects.toMatchObject({ code: 'NOT_ADMITTED' });
      await setUser('admin', { isSuperadmin: true, status: 'active' });
    }
  });

  test('the system and an active superadmin still work there', async () => {
    await setOrganization({ status: 'suspended' });
    const system = { organizationId };
    for (const statement of Object.values(statements)) await withTenant(system, statement);
    const superadmin = { organizationId, userId: people.user('admin'), isSuperadmin: true };
    await withTenant(superadmin, read);
    expect((await database.superadminDb.select().from(projects)).length).toBeGreaterThan(0);
  });

  test('a viewer is let in, and cannot enqueue', async () => {
    const victor = { organizationId, userId: people.user('victor') };
    await withTenant(victor, read);
    await expect(withTenant(victor, enqueue)).rejects.toMatchObject({
      code: 'PERMISSION_DENIED',
      message: expect.stringContaining('nothing was enqueued'),
    });
  });
});
