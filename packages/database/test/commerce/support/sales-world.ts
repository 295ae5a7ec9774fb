import { and, eq } from 'drizzle-orm';
import { withTenant } from '../../../src/index.ts';
import {
  customers,
  organizationMembers,
  portalUsers,
  webhookEvents,
  webhookSubscriptions,
} from '../../../src/schema/index.ts';
import { createTestDatabase, type TestDatabase } from '../../../src/testing.ts';
import { seededPeople } from '../../support/people.ts';
import { testServer } from '../../support/test-server.ts';

/** One organization's customer, one of its members, and what a webhook is delivered from and to. */
export interface Side {
  readonly organizationId: string;
  readonly userId: string;
  readonly customerId: string;
  readonly portalUserId: string;
  readonly subscriptionId: string;
  readonly eventId: string;
}

/** Acme and another organization with a customer each; its members are the demo's. */
export async function salesWorld() {
  const database = await createTestDatabase({ server: testServer(), seed: true });
  const people = await seededPeople(database.superadminDb);
  const acme = people.organization('acme-corp');
  const side = (slug: string, person: string) =>
    sideOf(database, people.organization(slug), people.user(person));
  const ours = await side('acme-corp', 'erin');
  const theirs = await side('tech-startup-inc', 'bob');
  const as = <T>(person: string, work: () => T | PromiseLike<T>) =>
    withTenant({ organizationId: acme, userId: people.user(person) }, work);
  const system = <T>(work: () => T | PromiseLike<T>) => withTenant({ organizationId: acme }, work);
  return { database, people, acme, ours, theirs, as, system };
}

export type SalesWorld = Awaited<ReturnType<typeof salesWorld>>;

async function sideOf(
  { superadminDb }: TestDatabase,
  organizationId: string,
  userId: string,
): Promise<Side> {
  const [member] = await superadminDb
    .select({ userId: organizationMembers.userId })
    .from(organizationMembers)
    .where(
      and(
        eq(organizationMembers.organizationId, organizationId),
        eq(organizationMembers.userId, userId),
      ),
    );
  const [customer] = await superadminDb
    .insert(customers)
    .values({ organizationId, number: 'T-1', name: 'Tester’s Cellar' })
    .returning({ id: customers.id });
  const customerId = customer!.id;
  const [portalUser] = await superadminDb
    .insert(portalUsers)
    .values({ organizationId, customerId, email: 'tester@example.com', name: 'Tess' })
    .returning({ id: portalUsers.id });
  const [subscription] = await superadminDb
    .insert(webhookSubscriptions)
    .values({ organizationId, name: 'A', url: 'https://example.com/in', eventTypes: ['*'] })
    .returning({ id: webhookSubscriptions.id });
  const [event] = await superadminDb
    .insert(webhookEvents)
    .values({ organizationId, type: 'order.created', payload: {} })
    .returning({ id: webhookEvents.id });
  return {
    organizationId,
    userId: member!.userId,
    customerId,
    portalUserId: portalUser!.id,
    subscriptionId: subscription!.id,
    eventId: event!.id,
  };
}
