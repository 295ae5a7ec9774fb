import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { withTenant } from '../../src/index.ts';
import { apiKeys, auditLogs, invitations, notifications } from '../../src/schema/index.ts';
import { createTestDatabase, type TestDatabase } from '../../src/testing.ts';
import { seededPeople } from '../support/people.ts';
import { testServer } from '../support/test-server.ts';

let database: TestDatabase;
let people: Awaited<ReturnType<typeof seededPeople>>;
let acme: string;

beforeAll(async () => {
  database = await createTestDatabase({ server: testServer(), seed: true });
  people = await seededPeople(database.superadminDb);
  acme = people.organization('acme-corp');
});
afterAll(() => database.close());

const as = <T>(user: string, fn: () => T | PromiseLike<T>) =>
  withTenant({ organizationId: acme, userId: people.user(user) }, fn);
const refusedRow = { code: 'ROW_SECURITY_VIOLATION' };
const denied = { code: 'PERMISSION_DENIED' };

describe('an audit entry', () => {
  const entry = { action: 'project.read', resourceType: 'project' };
  const write = (values: Partial<typeof auditLogs.$inferInsert>) =>
    database.db.insert(auditLogs).values({ ...entry, ...values });

  test('is written in one’s own name', async () => {
    await as('victor', () => write({ userId: people.user('victor') }));
    for (const userId of [people.user('alice'), null]) {
      await expect(as('victor', () => write({ userId }))).rejects.toMatchObject(refusedRow);
    }
  });

  test('is not backdated', async () => {
    const userId = people.user('victor');
    for (const values of [{ createdAt: new Date(0) }, { updatedAt: new Date(0) }]) {
      const forged = as('victor', () => write({ userId, ...values }));
      await expect(forged).rejects.toMatchObject(refusedRow);
    }
  });

  test('of the system names nobody', async () => {
    await withTenant({ organizationId: acme }, () => write({ userId: null }));
    const forged = withTenant({ organizationId: acme }, () =>
      write({ userId: people.user('alice') }),
    );
    await expect(forged).rejects.toMatchObject(refusedRow);
  });

  test('has the time of its transaction', async () => {
    await as('erin', () =>
      database.db.transaction(async (tx) => {
        await tx.execute(sql`select pg_sleep(0.01)`);
        await write({ userId: people.user('erin') });
      }),
    );
  });
});

describe('a notification', () => {
  const all = () => database.db.select().from(notifications);

  test('is seen by its recipient alone, and by the system', async () => {
    const seen = await as('alice', all);
    expect(seen.map(({ userId }) => userId)).toEqual([people.user('alice')]);
    expect(await as('carol', all)).toEqual([]);
    const system = await withTenant({ organizationId: acme }, all);
    expect(system.length).toBeGreaterThan(1);
  });

  test('is marked as read by its recipient, a viewer too', async () => {
    const userId = people.user('victor');
    await database.superadminDb
      .insert(notifications)
      .values({ organizationId: acme, userId, kind: 'x', title: 'to victor' });
    const marked = await as('victor', () =>
      database.db.update(notifications).set({ readAt: new Date() }).returning(),
    );
    expect(marked.map(({ title }) => title)).toEqual(['to victor']);
    await as('victor', () => database.db.delete(notifications));
    expect(await as('victor', all)).toEqual([]);
    const left = await withTenant({ organizationId: acme }, all);
    expect(left.map((row) => row.userId)).toContain(people.user('alice'));
  });

  test('is otherwise not changed', async () => {
    const changes = [
      { title: 'forged' },
      { userId: people.user('carol') },
      { userId: null, portalUserId: people.user('carol') },
      { createdAt: new Date(0) },
    ];
    for (const values of changes) {
      const forged = as('alice', () => database.db.update(notifications).set(values));
      await expect(forged).rejects.toMatchObject(denied);
    }
  });

  test('is sent by members, not by viewers', async () => {
    const send = (from: string) =>
      as(from, () =>
        database.db
          .insert(notifications)
          .values({ userId: people.user('dave'), kind: 'x', title: `from ${from}` }),
      );
    await send('erin');
    await expect(send('victor')).rejects.toMatchObject(refusedRow);
    const got = await as('dave', () =>
      database.db.select().from(notifications).where(eq(notifications.kind, 'x')),
    );
    expect(got.map(({ title }) => title)).toEqual(['from erin']);
  });
});

describe('an API key and an invitation', () => {
  const key = { name: 'x', prefix: 'abcdefgh1', keyHash: 'h' };
  const invitation = {
    email: 'z@example.com',
    tokenHash: 'x',
    expiresAt: new Date(Date.now() + 1e6),
  };
  const makeBoth = (user: string) =>
    Promise.allSettled([
      database.db.insert(apiKeys).values({ ...key, createdBy: people.user(user) }),
      database.db.insert(invitations).values({ ...invitation, invitedBy: people.user(user) }),
    ]);
  const statuses = (results: readonly PromiseSettledResult<unknown>[]) =>
    results.map(({ status }) => status);

  test('are made in one’s own name, and stay in it', async () => {
    expect(statuses(await as('carol', () => makeBoth('alice')))).toEqual(['rejected', 'rejected']);
    expect(statuses(await as('carol', () => makeBoth('carol')))).toEqual([
      'fulfilled',
      'fulfilled',
    ]);
    const rename = [
      () => database.db.update(apiKeys).set({ createdBy: people.user('alice') }),
      () => database.db.update(invitations).set({ invitedBy: people.user('alice') }),
      () => database.db.update(apiKeys).set({ keyHash: 'another' }),
    ];
    for (const change of rename) {
      await expect(as('carol', change)).rejects.toMatchObject(denied);
    }
    await as('carol', () => database.db.update(apiKeys).set({ revokedAt: new Date() }));
  });
});
