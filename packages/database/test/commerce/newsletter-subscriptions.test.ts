import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { withTenant } from '../../src/index.ts';
import { newsletterSubscriptions } from '../../src/schema/index.ts';
import { createTestDatabase, type TestDatabase } from '../../src/testing.ts';
import { seededPeople } from '../support/people.ts';
import { testServer } from '../support/test-server.ts';

let database: TestDatabase;
let people: Awaited<ReturnType<typeof seededPeople>>;

beforeAll(async () => {
  database = await createTestDatabase({ server: testServer(), seed: true });
  people = await seededPeople(database.superadminDb);
});
afterAll(() => database.close());

const as =
  (user: string, organization: string) =>
  <T>(work: () => T | PromiseLike<T>) =>
    withTenant(
      { organizationId: people.organization(organization), userId: people.user(user) },
      work,
    );
const alice = as('alice', 'acme-corp');
const bob = as('bob', 'tech-startup-inc');
/** Of Acme too, but only to look. */
const victor = as('victor', 'acme-corp');

const insert = () =>
  database.db.insert(newsletterSubscriptions).values({ email: 'ours@example.com' }).returning();
const all = () => database.db.select().from(newsletterSubscriptions);

test('a row is its organization’s: another one neither sees it, nor changes it, nor deletes it', async () => {
  const [row] = await alice(insert);
  const it = eq(newsletterSubscriptions.id, row!.id);
  expect(await bob(all)).toEqual([]);
  const rename = () =>
    database.db
      .update(newsletterSubscriptions)
      .set({ email: 'theirs@example.com' })
      .where(it)
      .returning();
  expect(await bob(rename)).toEqual([]);
  const remove = () => database.db.delete(newsletterSubscriptions).where(it).returning();
  expect(await bob(remove)).toEqual([]);
  expect(await alice(all)).toContainEqual(row);
});

test('a row is not given to another organization', async () => {
  const theirs = {
    organizationId: people.organization('tech-startup-inc'),
    email: 'ours@example.com',
  };
  const given = () => database.db.insert(newsletterSubscriptions).values(theirs);
  await expect(alice(given)).rejects.toMatchObject({ code: 'ROW_SECURITY_VIOLATION' });
});

test('a viewer reads, and does not write', async () => {
  expect(await victor(all)).toEqual(await alice(all));
  await expect(victor(insert)).rejects.toMatchObject({ code: 'ROW_SECURITY_VIOLATION' });
});

test('an address is there once in an organization, and in others too', async () => {
  await bob(insert);
  await expect(alice(insert)).rejects.toMatchObject({ code: 'UNIQUE_VIOLATION' });
});
