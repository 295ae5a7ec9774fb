import { sql, type SQL } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { asLogin } from '../support/as-login.ts';
import { explain } from '../support/explain.ts';
import { fillSales, salesRows } from './support/fill-sales.ts';
import { salesWorld, type SalesWorld } from './support/sales-world.ts';

// What each index beside the keys is for, on as many rows as make the planner choose.

let world: SalesWorld;

beforeAll(async () => {
  world = await salesWorld();
  await asLogin(world.database.urls!.superadmin, (client) => fillSales(client, world));
  await asLogin(world.database.urls!.migration, (client) => client.query('analyze'));
}, 300_000);
afterAll(() => world.database.close());

type Query = (world: SalesWorld) => SQL;

/** The index, what it is searched for, and the query it was made for. */
const queries: readonly (readonly [string, RegExp, Query])[] = [
  [
    'activities_customer_id_idx',
    /customer_id/,
    ({ ours }) => sql`select * from activities where customer_id = ${ours.customerId}
      order by occurred_at desc limit 20`,
  ],
  [
    'activities_user_id_idx',
    /user_id.*occurred_at/,
    ({ ours }) => sql`select sum(samples_used) from activities
      where user_id = ${ours.userId} and occurred_at >= now() - interval '7 days'`,
  ],
  [
    'call_plans_user_id_idx',
    /user_id.*scheduled_for/,
    ({ ours }) => sql`select * from call_plans
      where user_id = ${ours.userId} and scheduled_for = date '2026-05-04'`,
  ],
  [
    'call_plans_customer_id_idx',
    /customer_id/,
    ({ ours }) => sql`select * from call_plans where customer_id = ${ours.customerId}
      order by scheduled_for desc limit 20`,
  ],
  [
    'tasks_open_idx',
    /user_id.*due_on/,
    ({ ours }) => sql`select * from tasks
      where user_id = ${ours.userId} and status = 'open' and due_on <= date '2026-05-04' order by due_on limit 20`,
  ],
  [
    'tasks_user_id_idx',
    /user_id/,
    ({ ours }) => sql`select * from tasks where user_id = ${ours.userId}
      order by created_at desc limit 20`,
  ],
  [
    'tasks_customer_id_idx',
    /customer_id/,
    ({ ours }) => sql`select * from tasks where customer_id = ${ours.customerId}
      order by created_at desc limit 20`,
  ],
  [
    'sales_metrics_user_id_idx',
    /user_id.*period_start/,
    ({ ours }) => sql`select * from sales_metrics
      where user_id = ${ours.userId} and period_start = date '2026-05-04'`,
  ],
  [
    'sales_metrics_customer_id_idx',
    /customer_id.*period_start/,
    ({ ours }) => sql`select * from sales_metrics
      where customer_id = ${ours.customerId} and period_start >= date '2026-05-04'`,
  ],
  [
    'compliance_filings_due_idx',
    /due_on/,
    () => sql`select * from compliance_filings
      where filed_at is null and due_on <= date '2026-05-04' order by due_on`,
  ],
  [
    'webhook_subscriptions_status_idx',
    /status/,
    () => sql`select * from webhook_subscriptions where status = 'disabled'`,
  ],
  [
    'webhook_events_occurred_at_idx',
    /occurred_at/,
    () => sql`select * from webhook_events where occurred_at >= now() - interval '1 day'
      order by occurred_at`,
  ],
  [
    'webhook_deliveries_pending_idx',
    /next_attempt_at/,
    () => sql`select * from webhook_deliveries
      where status = 'pending' and next_attempt_at <= now() order by next_attempt_at limit 100`,
  ],
  [
    'webhook_deliveries_subscription_id_idx',
    /subscription_id/,
    ({
      ours,
    }) => sql`select * from webhook_deliveries where subscription_id = ${ours.subscriptionId}
      order by created_at desc limit 20`,
  ],
  [
    'newsletter_subscriptions_status_idx',
    /status/,
    () => sql`select * from newsletter_subscriptions where status = 'bounced'`,
  ],
];

test.each(queries)('%s, searched for %s', async (index, searched, query) => {
  const plan = await explain(
    world.database.db,
    { organizationId: world.acme, userId: world.people.user('victor') },
    query(world),
  );
  expect(plan.indexes).toEqual([index]);
  expect(plan.conditions.join()).toMatch(searched);
  expect(plan.conditions.join()).toContain('organization_id');
  expect(plan.nodes).not.toContain('Seq Scan');
});

test('every index beside the keys has its query', async () => {
  const { rows } = await asLogin(world.database.urls!.migration, (client) =>
    client.query<{ name: string }>(
      `select c.relname as name from pg_index i join pg_class c on c.oid = i.indexrelid
        where i.indrelid = any ($1::regclass[]) and not i.indisunique and not i.indisexclusion order by 1`,
      [salesRows.map(({ table }) => table)],
    ),
  );
  expect(queries.map(([index]) => index).toSorted()).toEqual(rows.map(({ name }) => name));
});

test('each table has a hundred thousand rows', async () => {
  const counts = await asLogin(world.database.urls!.superadmin, async (client) => {
    const counted = [];
    for (const { table } of salesRows) {
      const { rows } = await client.query<{ count: number }>(
        `select count(*)::int as count from ${table}`,
      );
      counted.push([table, rows[0]!.count >= 100_000]);
    }
    return counted;
  });
  expect(counts).toEqual(salesRows.map(({ table }) => [table, true]));
});
