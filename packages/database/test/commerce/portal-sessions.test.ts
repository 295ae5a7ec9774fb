import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  portalCredentials,
  portalSessions,
  portalUserRoles,
  roles,
} from '../../src/schema/index.ts';
import { createTestDatabase, type TestDatabase } from '../../src/testing.ts';
import { openShop, type Shop } from './support/shop.ts';
import { testServer } from '../support/test-server.ts';

let database: TestDatabase;
let shop: Shop;

beforeAll(async () => {
  database = await createTestDatabase({ server: testServer(), seed: true });
  shop = await openShop(database);
});
afterAll(() => database.close());

const familyId = '0191d6a0-0000-7000-8000-0000000000f0';
const session = (generation: number, tokenHash: string) => ({
  organizationId: shop.organizationId,
  portalUserId: shop.portalUser['ann']!,
  familyId,
  generation,
  tokenHash,
  expiresAt: new Date(Date.now() + 1e6),
});

/** As its owner, and as a portal user. */
const inside = (fn: () => PromiseLike<unknown>) => [
  () => shop.as('alice', fn),
  () => shop.asPortal('ann', fn),
];

test('nobody in the organization reads or writes sessions and credentials', async () => {
  await database.superadminDb.insert(portalSessions).values(session(1, 'hash of the first'));
  const uses: readonly (() => PromiseLike<unknown>)[] = [
    () => database.db.select().from(portalSessions),
    () => database.db.select({ id: portalSessions.id }).from(portalSessions),
    () => database.db.insert(portalSessions).values(session(2, 'forged')),
    () => database.db.update(portalSessions).set({ revokedAt: null }),
    () => database.db.delete(portalSessions),
    () => database.db.select().from(portalCredentials),
  ];
  for (const use of uses) {
    for (const useIt of inside(use)) {
      await expect(useIt()).rejects.toMatchObject({ code: 'PERMISSION_DENIED' });
    }
  }
});

test('a token has one successor', async () => {
  const next = (hash: string) =>
    database.superadminDb.insert(portalSessions).values(session(7, hash));
  const results = await Promise.allSettled([next('one'), next('other')]);
  expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
});

test('roles of portal users are given by staff, seen by members', async () => {
  const [role] = await database.superadminDb.select().from(roles);
  const row = { portalUserId: shop.portalUser['ann']!, roleId: role!.id };
  const give = () => database.db.insert(portalUserRoles).values(row);
  for (const giveIt of inside(give)) {
    await expect(giveIt()).rejects.toMatchObject({ code: 'PERMISSION_DENIED' });
  }
  await database.superadminDb
    .insert(portalUserRoles)
    .values({ ...row, organizationId: shop.organizationId });
  const seen = () => database.db.select().from(portalUserRoles);
  expect(await shop.as('victor', seen)).toHaveLength(1);
  await expect(shop.asPortal('ann', seen)).rejects.toMatchObject({ code: 'PERMISSION_DENIED' });
});
