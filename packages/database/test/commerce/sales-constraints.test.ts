import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { salesTables, type SalesTableName } from './support/sales-rows.ts';
import { salesWorld, type SalesWorld } from './support/sales-world.ts';

let world: SalesWorld;

beforeAll(async () => {
  world = await salesWorld();
});
afterAll(() => world.database.close());

type Values = Readonly<Record<string, unknown>>;

/** As staff where the system may not write, so that nothing but the constraint can refuse. */
async function insert(name: SalesTableName, values: Values): Promise<Values> {
  const { table, row, writer } = salesTables[name];
  const complete = { organizationId: world.acme, ...row(world.ours), ...values };
  const { db, superadminDb } = world.database;
  const [made] =
    writer === 'staff'
      ? await superadminDb
          .insert(table)
          .values(complete as never)
          .returning()
      : await world.system(() =>
          db
            .insert(table)
            .values(complete as never)
            .returning(),
        );
  return made!;
}

const at = new Date('2026-05-04T10:00:00Z');
const nobody = '0191d6a0-0000-7000-8000-0000000000dd';

/** Table, values that are wrong, the constraint that says so. */
const wrong: readonly (readonly [SalesTableName, Values, string])[] = [
  ['activities', { kind: 'dinner' }, 'kind_check'],
  ['activities', { kind: 'sample' }, 'samples_used_check'],
  ['activities', { kind: 'sample', samplesUsed: -1 }, 'samples_used_check'],
  ['activities', { kind: 'tasting', samplesUsed: 1 }, 'samples_used_check'],
  ['activities', { subject: '' }, 'subject_check'],
  ['callPlans', { objective: '' }, 'objective_check'],
  ['callPlans', { status: 'open' }, 'status_check'],
  ['callPlans', { status: 'done' }, 'completed_at_check'],
  ['callPlans', { status: 'missed', completedAt: at }, 'completed_at_check'],
  ['tasks', { title: '' }, 'title_check'],
  ['tasks', { priority: 'asap' }, 'priority_check'],
  ['tasks', { status: 'planned' }, 'status_check'],
  ['tasks', { status: 'done' }, 'completed_at_check'],
  ['tasks', { completedAt: at }, 'completed_at_check'],
  ['accountHealthSnapshots', { score: 101 }, 'score_check'],
  ['accountHealthSnapshots', { score: -1 }, 'score_check'],
  ['accountHealthSnapshots', { dropPercent: '100.01' }, 'drop_check'],
  ['accountHealthSnapshots', { dropPercent: '-1' }, 'drop_check'],
  ['accountHealthSnapshots', { revenue: '-0.01' }, 'snapshots_revenue_check'],
  ['accountHealthSnapshots', { previousRevenue: '-1' }, 'previous_revenue_check'],
  ['accountHealthSnapshots', { periodDays: 0 }, 'period_check'],
  [
    'accountHealthSnapshots',
    { paceStatus: 'late', usualGapDays: 7, daysSinceLastOrder: 1 },
    'pace_status_check',
  ],
  ['accountHealthSnapshots', { paceStatus: 'at_risk', daysSinceLastOrder: 9 }, 'pace_check'],
  ['accountHealthSnapshots', { paceStatus: 'on_pace', usualGapDays: 9 }, 'pace_check'],
  ['accountHealthSnapshots', { daysSinceLastOrder: -1 }, 'last_order_check'],
  ['accountHealthSnapshots', { usualGapDays: -1 }, 'usual_gap_check'],
  ['accountHealthSnapshots', { samplesUsed: -1 }, 'samples_used_check'],
  ['accountHealthSnapshots', { currency: 'usd' }, 'currency_check'],
  ['salesMetrics', { period: 'hour' }, 'metrics_period_check'],
  ['salesMetrics', { period: 'week', periodStart: '2026-05-05' }, 'period_start_check'],
  ['salesMetrics', { period: 'month', periodStart: '2026-05-02' }, 'period_start_check'],
  ['salesMetrics', { orders: -1 }, 'orders_check'],
  ['salesMetrics', { revenue: '-1' }, 'revenue_check'],
  ['salesMetrics', { newCustomers: -1 }, 'new_customers_check'],
  ['salesMetrics', { samplesUsed: -1 }, 'samples_used_check'],
  ['salesMetrics', { currency: 'US' }, 'currency_check'],
  ['complianceFilings', { state: 'New York' }, 'state_check'],
  ['complianceFilings', { filingType: 'Excise' }, 'filing_type_check'],
  ['complianceFilings', { periodEnd: '2025-12-31' }, 'filings_period_check'],
  ['complianceFilings', { dueOn: '2026-03-30' }, 'due_on_check'],
  ['complianceFilings', { status: 'open' }, 'status_check'],
  ['complianceFilings', { status: 'filed' }, 'filed_at_check'],
  ['complianceFilings', { status: 'late', filedAt: at }, 'filed_at_check'],
  ['complianceFilings', { confirmationNumber: 'C-1' }, 'confirmation_check'],
  ['complianceFilings', { amount: '-1' }, 'amount_check'],
  ['complianceFilings', { currency: '' }, 'currency_check'],
  ['stateTaxRates', { state: 'ny' }, 'state_check'],
  ['stateTaxRates', { productType: 'cider' }, 'product_type_check'],
  ['stateTaxRates', { rate: '-0.01' }, 'rate_check'],
  ['stateTaxRates', { rate: '1' }, 'rate_check'],
  ['stateTaxRates', { validFrom: '1999-02-02', validTo: '1999-02-01' }, 'valid_to_check'],
  ['webhookSubscriptions', { name: '' }, 'name_check'],
  ['webhookSubscriptions', { url: 'http://example.com' }, 'url_check'],
  ['webhookSubscriptions', { eventTypes: [] }, 'event_types_check'],
  ['webhookSubscriptions', { status: 'off' }, 'status_check'],
  ['webhookSubscriptions', { status: 'disabled' }, 'disabled_at_check'],
  ['webhookSubscriptions', { disabledAt: at }, 'disabled_at_check'],
  ['webhookSubscriptions', { consecutiveFailures: -1 }, 'failures_check'],
  ['webhookSecrets', { version: 0 }, 'version_check'],
  ['webhookSecrets', { ciphertext: '' }, 'ciphertext_check'],
  ['webhookSecrets', { keyId: '' }, 'key_id_check'],
  ['webhookEvents', { type: 'created' }, 'type_check'],
  ['webhookEvents', { payload: [] }, 'payload_check'],
  ['webhookDeliveries', { replay: -1 }, 'replay_check'],
  ['webhookDeliveries', { status: 'lost', nextAttemptAt: null }, 'status_check'],
  ['webhookDeliveries', { attempts: -1 }, 'attempts_check'],
  ['webhookDeliveries', { nextAttemptAt: null }, 'next_attempt_check'],
  ['webhookDeliveries', { status: 'failed' }, 'next_attempt_check'],
  ['webhookDeliveries', { status: 'delivered', nextAttemptAt: null }, 'delivered_at_check'],
  ['webhookDeliveries', { deliveredAt: at }, 'delivered_at_check'],
  ['webhookDeliveries', { responseStatus: 99 }, 'response_check'],
  ['integrationTokens', { provider: 'Quick Books' }, 'provider_check'],
  ['integrationTokens', { account: '' }, 'account_check'],
  ['integrationTokens', { accessCiphertext: '' }, 'access_check'],
  ['integrationTokens', { refreshCiphertext: '' }, 'refresh_check'],
  ['integrationTokens', { keyId: '' }, 'key_id_check'],
  ['newsletterSubscriptions', { email: 'nobody' }, 'email_check'],
  ['newsletterSubscriptions', { email: 'Reader@example.com' }, 'email_check'],
  ['newsletterSubscriptions', { status: 'off' }, 'status_check'],
];

test.each(wrong)('%s: %j breaks %s', async (name, values, constraint) => {
  await expect(insert(name, values)).rejects.toMatchObject({
    code: 'CHECK_VIOLATION',
    constraint: expect.stringMatching(new RegExp(`${constraint}$`)),
  });
});

/** Table, and values that are right, beside those that each of its rows has. */
const right: readonly (readonly [SalesTableName, Values])[] = [
  ['activities', { kind: 'sample', samplesUsed: 3, outcome: 'Ordered two cases' }],
  ['callPlans', { status: 'done', completedAt: at }],
  ['callPlans', { status: 'missed' }],
  ['tasks', { status: 'done', completedAt: at }],
  ['tasks', { status: 'cancelled', dueOn: '2026-05-04', priority: 'urgent' }],
  [
    'accountHealthSnapshots',
    { paceStatus: 'at_risk', usualGapDays: 7, daysSinceLastOrder: 10, dropPercent: '50.00' },
  ],
  ['salesMetrics', { period: 'week', periodStart: '2026-05-04' }],
  ['complianceFilings', { status: 'filed', filedAt: at, confirmationNumber: 'C-1', amount: '0' }],
  ['complianceFilings', { status: 'late' }],
  ['webhookSubscriptions', { status: 'disabled', disabledAt: at, consecutiveFailures: 8 }],
  ['webhookDeliveries', { status: 'delivered', nextAttemptAt: null, deliveredAt: at }],
  ['webhookDeliveries', { status: 'failed', nextAttemptAt: null, responseStatus: 500 }],
  ['newsletterSubscriptions', { status: 'unsubscribed' }],
];

test.each(right)('%s: %j is taken', async (name, values) => {
  expect(await insert(name, values)).toMatchObject({ organizationId: world.acme });
});

const references: readonly (readonly [SalesTableName, string, string])[] = [
  ['activities', 'customerId', 'activities_customer_fk'],
  ['activities', 'userId', 'activities_user_fk'],
  ['callPlans', 'customerId', 'call_plans_customer_fk'],
  ['callPlans', 'userId', 'call_plans_user_fk'],
  ['tasks', 'customerId', 'tasks_customer_fk'],
  ['tasks', 'userId', 'tasks_user_fk'],
  ['accountHealthSnapshots', 'customerId', 'account_health_snapshots_customer_fk'],
  ['salesMetrics', 'customerId', 'sales_metrics_customer_fk'],
  ['salesMetrics', 'userId', 'sales_metrics_user_fk'],
  ['webhookSecrets', 'subscriptionId', 'webhook_secrets_subscription_fk'],
  ['webhookDeliveries', 'subscriptionId', 'webhook_deliveries_subscription_fk'],
  ['webhookDeliveries', 'eventId', 'webhook_deliveries_event_fk'],
];

test.each(references)('%s: %s of another organization breaks %s', async (name, key, constraint) => {
  const theirs = (world.theirs as unknown as Values)[key];
  // As the system: what acts as itself would be refused by the policy first.
  for (const value of [theirs, nobody]) {
    await expect(insert(name, { [key]: value })).rejects.toMatchObject({
      code: 'FOREIGN_KEY_VIOLATION',
      constraint,
    });
  }
});

describe('what is there once', () => {
  const filing = { state: 'CA', filingType: 'shipments' };
  const snapshot = { takenAt: at };
  const month = { period: 'month', periodStart: '2026-05-01' };
  const twice: readonly (readonly [
    SalesTableName,
    Values | ((w: SalesWorld) => Values),
    string,
  ])[] = [
    ['accountHealthSnapshots', snapshot, 'account_health_snapshots_taken_at_unique'],
    ['salesMetrics', month, 'sales_metrics_dimension_unique'],
    [
      'salesMetrics',
      (w) => ({ ...month, userId: w.ours.userId }),
      'sales_metrics_dimension_unique',
    ],
    [
      'salesMetrics',
      (w) => ({ ...month, customerId: w.ours.customerId }),
      'sales_metrics_dimension_unique',
    ],
    ['complianceFilings', filing, 'compliance_filings_period_unique'],
    ['webhookSecrets', { version: 1_000 }, 'webhook_secrets_version_unique'],
    ['webhookDeliveries', { replay: 1_000 }, 'webhook_deliveries_event_unique'],
    ['integrationTokens', { account: 'one' }, 'integration_tokens_account_unique'],
    [
      'newsletterSubscriptions',
      { email: 'one@example.com' },
      'newsletter_subscriptions_email_unique',
    ],
  ];

  test.each(twice)('%s, row %#', async (name, given, constraint) => {
    const values = typeof given === 'function' ? given(world) : given;
    await insert(name, values);
    await expect(insert(name, values)).rejects.toMatchObject({
      code: 'UNIQUE_VIOLATION',
      constraint,
    });
  });
});

test('a newsletter subscription is active from the start', async () => {
  expect(await insert('newsletterSubscriptions', {})).toMatchObject({ status: 'active' });
});

test('the average order follows from revenue and orders', async () => {
  expect(await insert('salesMetrics', { orders: 3, revenue: '100.00' })).toMatchObject({
    averageOrder: '33.33',
  });
  expect(await insert('salesMetrics', { orders: 0, revenue: '0' })).toMatchObject({
    averageOrder: null,
  });
});

test('a snapshot is changed by nobody', async () => {
  const { table } = salesTables.accountHealthSnapshots;
  await insert('accountHealthSnapshots', {});
  const { superadminDb } = world.database;
  const denied = { code: 'PERMISSION_DENIED' };
  await expect(superadminDb.update(table).set({ score: 100 })).rejects.toMatchObject(denied);
  await expect(superadminDb.delete(table)).rejects.toMatchObject(denied);
});

test('an activity stays its member’s, and is logged in nobody else’s name', async () => {
  const { table, row } = salesTables.activities;
  const { db } = world.database;
  const { ours, people } = world;
  const forged = { ...row({ ...ours, userId: people.user('dave') }) } as never;
  await expect(world.as('erin', () => db.insert(table).values(forged))).rejects.toMatchObject({
    code: 'ROW_SECURITY_VIOLATION',
  });
  const given = world.as('erin', () => db.update(table).set({ userId: people.user('dave') }));
  await expect(given).rejects.toMatchObject({ code: 'PERMISSION_DENIED' });
});
