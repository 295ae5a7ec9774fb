import { eq } from 'drizzle-orm';
import { withTenant } from '../../src/index.ts';
import {
  inventoryBalances,
  inventoryLedger,
  items,
  locations,
  lots,
  organizationSettings,
} from '../../src/schema/index.ts';
import { createTestDatabase } from '../../src/testing.ts';
import { seededPeople } from '../support/people.ts';
import { testServer } from '../support/test-server.ts';

type Row = typeof inventoryLedger.$inferInsert;
type Entry = Omit<Row, 'reason'> & Partial<Row>;

/** A database with the seeded organizations, and what tests of the warehouse do in Acme's. */
export async function openWarehouse() {
  const database = await createTestDatabase({ server: testServer(), seed: true });
  const people = await seededPeople(database.superadminDb);
  const acme = people.organization('acme-corp');
  const startup = people.organization('tech-startup-inc');
  const { db, superadminDb } = database;
  const as = <T>(user: string, fn: () => T | PromiseLike<T>) =>
    withTenant({ organizationId: acme, userId: people.user(user) }, fn);
  let made = 0;
  return {
    database,
    db,
    superadminDb,
    people,
    acme,
    startup,
    as,
    /** As the tenant's own system, which is no member. */
    asSystem: <T>(fn: () => T | PromiseLike<T>) => withTenant({ organizationId: acme }, fn),
    /** As the owner of the other organization. */
    asStranger: <T>(fn: () => T | PromiseLike<T>) =>
      withTenant({ organizationId: startup, userId: people.user('bob') }, fn),
    /** A new item, of which nothing is there, and a new location. */
    async place(organizationId = acme) {
      const n = (made += 1);
      const [item] = await superadminDb
        .insert(items)
        .values({ organizationId, itemNumber: `T-${n}`, name: `Item ${n}` })
        .returning();
      const [location] = await superadminDb
        .insert(locations)
        .values({ organizationId, site: 'Test', name: `Place ${n}` })
        .returning();
      return { itemId: item!.id, locationId: location!.id };
    },
    async lot(itemId: string, lotNumber: string) {
      const [lot] = await superadminDb
        .insert(lots)
        .values({ organizationId: acme, itemId, lotNumber })
        .returning();
      return lot!.id;
    },
    /** Enters something as `user`; inside a context of theirs. */
    enter: (user: string, entries: readonly Entry[]) =>
      as(user, () =>
        db
          .insert(inventoryLedger)
          .values(
            entries.map((e) => ({ reason: 'receipt' as const, userId: people.user(user), ...e })),
          ),
      ),
    /** What is there of an item, lot by lot. */
    async balances(itemId: string) {
      const rows = await superadminDb
        .select()
        .from(inventoryBalances)
        .where(eq(inventoryBalances.itemId, itemId))
        .orderBy(inventoryBalances.lotId);
      return rows.map(({ quantity, lotId }) => ({ quantity, lotId }));
    },
    allowNegativeStock: (allowNegativeStock: boolean) =>
      superadminDb
        .update(organizationSettings)
        .set({ allowNegativeStock })
        .where(eq(organizationSettings.organizationId, acme)),
  };
}

export type Warehouse = Awaited<ReturnType<typeof openWarehouse>>;
