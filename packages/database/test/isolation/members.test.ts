import { and, eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { withTenant } from '../../src/index.ts';
import { invitations, organizationMembers, users } from '../../src/schema/index.ts';
import { createTestDatabase, type TestDatabase } from '../../src/testing.ts';
import { asLogin } from '../support/as-login.ts';
import { enterContext } from '../support/enter-context.ts';
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

type Change = Partial<typeof organizationMembers.$inferInsert>;
type As = <T>(fn: () => T | PromiseLike<T>) => Promise<T>;

const as =
  (user: string): As =>
  (fn) =>
    withTenant({ organizationId: acme, userId: people.user(user) }, fn);
const system: As = (fn) => withTenant({ organizationId: acme }, fn);

const member = (user: string) =>
  and(
    eq(organizationMembers.organizationId, acme),
    eq(organizationMembers.userId, people.user(user)),
  );
const change = (user: string, values: Change) =>
  database.db.update(organizationMembers).set(values).where(member(user));
const byStaff = (user: string, values: Change) =>
  database.superadminDb.update(organizationMembers).set(values).where(member(user));

const denied = { code: 'PERMISSION_DENIED' };
const onlyOwners = { ...denied, message: expect.stringContaining('only an owner') };
const lastOwner = {
  code: 'CHECK_VIOLATION',
  message: expect.stringContaining('at least one active owner'),
};

describe('who is a member', () => {
  test('is not an admin’s to say: nobody is pulled in, so nobody’s data is opened', async () => {
    const bob = people.user('bob');
    for (const act of [as('carol'), as('alice'), system]) {
      const pull = act(() =>
        database.db.insert(organizationMembers).values({ userId: bob, role: 'viewer' }),
      );
      await expect(pull).rejects.toMatchObject(denied);
      const raw = act(() =>
        database.db.execute(sql`insert into organization_members (user_id) values (${bob})`),
      );
      await expect(raw).rejects.toMatchObject(denied);
      const drop = act(() => database.db.delete(organizationMembers).where(member('victor')));
      await expect(drop).rejects.toMatchObject(denied);
    }
    const seen = await as('carol')(() => database.db.select().from(users).where(eq(users.id, bob)));
    expect(seen).toEqual([]);
  });

  test('and a membership is not turned into another person’s', async () => {
    for (const values of [{ userId: people.user('bob') }, { createdAt: new Date(0) }]) {
      await expect(as('alice')(() => change('victor', values))).rejects.toMatchObject(denied);
    }
  });

  test('an admin changes roles and removes', async () => {
    await as('carol')(() => change('victor', { role: 'member', status: 'removed' }));
    await as('carol')(() => change('victor', { role: 'viewer', status: 'active' }));
    const [row] = await database.superadminDb
      .select()
      .from(organizationMembers)
      .where(member('victor'));
    expect(row).toMatchObject({ role: 'viewer', status: 'active' });
  });
});

describe('owners', () => {
  const roles = async () => {
    const { rows } = await database.superadminDb.execute<{ name: string }>(
      sql`select split_part(u.email, '@', 1) as name from organization_members m join users u on u.id = m.user_id
        where m.organization_id = ${acme} and m.role = 'owner' and m.status = 'active' order by 1`,
    );
    return rows.map(({ name }) => name);
  };
  beforeEach(async () => {
    await byStaff('alice', { role: 'owner', status: 'active' });
    await byStaff('carol', { role: 'admin', status: 'active' });
    await byStaff('erin', { role: 'member', status: 'active' });
  });

  test('are made, changed and removed by owners alone', async () => {
    for (const act of [as('carol'), system]) {
      await expect(act(() => change('carol', { role: 'owner' }))).rejects.toMatchObject(onlyOwners);
      await expect(act(() => change('alice', { role: 'viewer' }))).rejects.toMatchObject(
        onlyOwners,
      );
      await expect(act(() => change('alice', { status: 'removed' }))).rejects.toMatchObject(
        onlyOwners,
      );
    }
    await as('alice')(() => change('carol', { role: 'owner' }));
    await as('carol')(() => change('alice', { role: 'admin' }));
    expect(await roles()).toEqual(['carol']);
  });

  test('are invited by owners alone', async () => {
    const invite = (user: string, role: 'admin' | 'owner') =>
      as(user)(() =>
        database.db.insert(invitations).values({
          email: `${user}-${role}@example.com`,
          role,
          tokenHash: 'x',
          expiresAt: new Date(Date.now() + 60_000),
          invitedBy: people.user(user),
        }),
      );
    await invite('carol', 'admin');
    await expect(invite('carol', 'owner')).rejects.toMatchObject(onlyOwners);
    const promote = as('carol')(() => database.db.update(invitations).set({ role: 'owner' }));
    await expect(promote).rejects.toMatchObject(onlyOwners);
    await invite('alice', 'owner');
  });

  test('the last one stays: for themselves, for staff, in a transaction', async () => {
    const leave = () => change('alice', { status: 'removed' });
    await expect(as('alice')(leave)).rejects.toMatchObject(lastOwner);
    await expect(as('alice')(() => change('alice', { role: 'admin' }))).rejects.toMatchObject(
      lastOwner,
    );
    const transaction = as('alice')(() => database.db.transaction(leave));
    await expect(transaction).rejects.toMatchObject(lastOwner);
    await expect(byStaff('alice', { role: 'viewer' })).rejects.toMatchObject(lastOwner);
    expect(await roles()).toEqual(['alice']);
  });

  test('one who may not sign in does not count', async () => {
    const setCarol = (status: 'active' | 'suspended') =>
      database.superadminDb
        .update(users)
        .set({ status })
        .where(eq(users.id, people.user('carol')));
    await byStaff('carol', { role: 'owner' });
    await setCarol('suspended');
    await expect(as('alice')(() => change('alice', { role: 'admin' }))).rejects.toMatchObject(
      lastOwner,
    );
    await setCarol('active');
  });

  test('hand over in one transaction, in either order', async () => {
    await as('alice')(() =>
      database.db.transaction(async () => {
        await change('carol', { role: 'owner' });
        await change('alice', { role: 'admin' });
      }),
    );
    await database.superadminDb.transaction(async (tx) => {
      const set = (user: string, role: 'admin' | 'owner') =>
        tx.update(organizationMembers).set({ role }).where(member(user));
      await set('carol', 'admin');
      await set('alice', 'owner');
    });
    expect(await roles()).toEqual(['alice']);
  });

  test('two who leave at once: exactly one does', async () => {
    for (let round = 0; round < 5; round += 1) {
      await byStaff('alice', { role: 'owner' });
      await byStaff('carol', { role: 'owner' });
      let ready = 0;
      const leave = (user: string) =>
        as(user)(() =>
          database.db.transaction(async () => {
            await change(user, { role: 'admin' });
            ready += 1;
            while (ready < 2) await new Promise((resolve) => setTimeout(resolve, 5));
          }),
        );
      const results = await Promise.allSettled([leave('alice'), leave('carol')]);
      expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
      expect(results.find(({ status }) => status === 'rejected')).toMatchObject({
        reason: lastOwner,
      });
      expect(await roles()).toHaveLength(1);
    }
  });

  test('a snapshot that would not see the other one leave is refused', async () => {
    const leave = as('alice')(() =>
      database.db.transaction(() => change('alice', { role: 'admin' }), {
        isolationLevel: 'repeatable read',
      }),
    );
    await expect(leave).rejects.toThrow('READ COMMITTED');
  });

  test('a context that is changed before the commit hides nothing', async () => {
    const leave = asLogin(database.urls!.app, async (client) => {
      const set = (organizationId: string) =>
        enterContext(client, { organizationId, userId: people.user('alice') }, { local: true });
      await client.query('begin');
      await set(acme);
      await client.query(`update organization_members set role = 'admin' where user_id = $1`, [
        people.user('alice'),
      ]);
      await set(people.organization('tech-startup-inc'));
      await client.query('commit');
    });
    await expect(leave).rejects.toMatchObject({ code: '23514' });
  });

  test('an organization is deleted as a whole', async () => {
    await database.superadminDb.transaction(async (tx) => {
      const id = '0191d6a0-0000-7000-8000-0000000000bb';
      await tx.execute(
        sql`insert into organizations (id, name, slug) values (${id}, 'Gone', 'gone')`,
      );
      await tx.execute(sql`insert into organization_members (organization_id, user_id, role)
        values (${id}, ${people.user('alice')}, 'owner')`);
      await tx.execute(sql`delete from organization_members where organization_id = ${id}`);
      await tx.execute(sql`delete from organizations where id = ${id}`);
    });
  });
});
