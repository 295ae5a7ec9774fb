import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { db, superadminDb, tenantSql, withTenant } from '../../src/index.ts';
import { projects, superadminAuditLogs } from '../../src/schema/index.ts';
import { createTestDatabase, type TestDatabase } from '../../src/testing.ts';
import { seededPeople } from '../support/people.ts';
import { testServer } from '../support/test-server.ts';

// Made before there is a database, as a module of an application would.
const login = tenantSql<{ login: string }>`select session_user::text as login`;

describe('tenantSql of the process', () => {
  let database: TestDatabase;
  let people: Awaited<ReturnType<typeof seededPeople>>;
  const inAcme = <T>(fn: () => T | PromiseLike<T>) =>
    withTenant(
      { organizationId: people.organization('acme-corp'), userId: people.user('alice') },
      fn,
    );

  beforeAll(async () => {
    database = await createTestDatabase({ server: testServer(), seed: true, install: true });
    people = await seededPeople(superadminDb);
  });
  afterAll(() => database.close());

  test('runs as the login of whoever acts, and records a superadmin', async () => {
    expect(await inAcme(() => login)).toEqual([{ login: 'startkit_app_login' }]);
    const organizationId = people.organization('acme-corp');
    const [staff] = await superadminDb.query.users.findMany({
      where: (user, { eq }) => eq(user.isSuperadmin, true),
    });
    const asStaff = { organizationId, userId: staff!.id, isSuperadmin: true };
    const asSuperadmin = [{ login: 'startkit_superadmin_login' }];
    await withTenant(asStaff, async () => {
      expect(await login).toEqual(asSuperadmin);
      for await (const rows of login.cursor()) expect(rows).toEqual(asSuperadmin);
    });
    expect(await superadminDb.$count(superadminAuditLogs)).toBe(1);
  });

  test('shares the transaction of db, in statements, cursors and copies', async () => {
    const run = inAcme(() =>
      db.transaction(async (tx) => {
        await tx.insert(projects).values({ name: 'by Drizzle' });
        await tenantSql`insert into projects (name) values (${'by SQL'})`;
        const added = tenantSql<{
          name: string;
        }>`select name from projects where name like ${'by %'} order by name`;
        const names: string[] = [];
        for await (const rows of added.cursor(1)) names.push(...rows.map(({ name }) => name));
        expect(names).toEqual(['by Drizzle', 'by SQL']);
        const copy = await tenantSql`copy (${added}) to stdout`.copy();
        expect(await text(copy)).toBe('by Drizzle\nby SQL\n');
        throw new Error('undo');
      }),
    );
    await expect(run).rejects.toThrow('undo');
    const left = await inAcme(() => tenantSql`select from projects where name like 'by %'`);
    expect(left).toEqual([]);
  });
});
