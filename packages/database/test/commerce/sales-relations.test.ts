import { afterAll, beforeAll, expect, test } from 'vitest';
import { salesTables, type SalesTableName } from './support/sales-rows.ts';
import { salesWorld, type SalesWorld } from './support/sales-world.ts';

let world: SalesWorld;

beforeAll(async () => {
  world = await salesWorld();
  const names: readonly SalesTableName[] = [
    'activities',
    'callPlans',
    'tasks',
    'accountHealthSnapshots',
    'webhookSecrets',
    'webhookDeliveries',
  ];
  for (const side of [world.ours, world.theirs]) {
    const { organizationId, customerId } = side;
    for (const name of names) {
      const { table, row } = salesTables[name];
      const values = { organizationId, customerId, ...row(side) };
      await world.database.superadminDb.insert(table).values(values as never);
    }
  }
});
afterAll(() => world.database.close());

test('a customer is read with what was done and planned with it', async () => {
  const found = await world.as('erin', () =>
    world.database.db.query.customers.findMany({
      with: {
        activities: { with: { member: true } },
        callPlans: { with: { member: true } },
        tasks: { with: { member: true } },
        healthSnapshots: true,
      },
    }),
  );
  const { customerId, userId } = world.ours;
  expect(found.filter(({ id }) => id === customerId)).toMatchObject([
    {
      activities: [{ customerId, member: { userId } }],
      callPlans: [{ customerId, member: { userId } }],
      tasks: [{ customerId, member: { userId } }],
      healthSnapshots: [{ customerId, score: 50 }],
    },
  ]);
});

test('a delivery is read with its event and its subscription, whose secrets staff alone read', async () => {
  const { eventId, subscriptionId, organizationId } = world.ours;
  const found = await world.as('erin', () =>
    world.database.db.query.webhookDeliveries.findMany({
      with: { event: true, subscription: true },
    }),
  );
  expect(found).toMatchObject([{ event: { id: eventId }, subscription: { id: subscriptionId } }]);
  const secret = () =>
    world.database.db.query.webhookSubscriptions.findMany({ with: { secrets: true } });
  await expect(world.as('alice', secret)).rejects.toMatchObject({ code: 'PERMISSION_DENIED' });
  const subscriptions = await world.database.superadminDb.query.webhookSubscriptions.findMany({
    where: (t, { eq }) => eq(t.organizationId, organizationId),
    with: { secrets: true, deliveries: true },
  });
  expect(subscriptions).toMatchObject([
    { secrets: [{ subscriptionId, keyId: 'k1' }], deliveries: [{ eventId }] },
  ]);
});
