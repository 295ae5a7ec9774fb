import type pg from 'pg';
import type { SalesWorld } from './sales-world.ts';

/** How a table is filled: its columns, and their SQL for the row `i` of the organization `o`. */
interface Filling {
  readonly table: string;
  readonly columns: string;
  readonly values: string;
}

const customer = `(select array_agg(id) from customers where organization_id = o.id)`;
const member = `(select array_agg(user_id) from organization_members where organization_id = o.id)`;
const subscription = `(select array_agg(id) from (select id from webhook_subscriptions where organization_id = o.id limit 1000) s)`;
const aCustomer = 'customers[1 + i % cardinality(customers)]';
const aMember = 'members[1 + i % cardinality(members)]';
const moment = `now() - i * interval '5 minutes'`;
const day = `date '2026-05-04' - (i / 100)`;

/** The tables with indexes beside their keys, each after what it refers to. */
export const salesRows: readonly Filling[] = [
  {
    table: 'activities',
    columns: 'customer_id, user_id, kind, subject, occurred_at',
    values: `${aCustomer}, ${aMember}, 'call', 'x', ${moment}`,
  },
  {
    table: 'call_plans',
    columns: 'customer_id, user_id, objective, scheduled_for',
    values: `${aCustomer}, ${aMember}, 'x', ${day}`,
  },
  {
    table: 'tasks',
    columns: 'customer_id, user_id, title, due_on, status, completed_at, created_at',
    values: `${aCustomer}, ${aMember}, 'x', ${day}, case when i % 10 = 0 then 'open' else 'done' end,
      case when i % 10 > 0 then now() end, ${moment}`,
  },
  {
    table: 'sales_metrics',
    columns: 'period, period_start, user_id, customer_id',
    values: `'day', date '2026-05-10' - i / 200, ${aMember}, (${aCustomer})`,
  },
  {
    table: 'compliance_filings',
    columns: 'state, filing_type, period_start, period_end, due_on, status, filed_at',
    values: `'NY', 'type_' || i, ${day} - 30, ${day} - 1, ${day}, case when i % 100 = 0 then 'pending' else 'filed' end,
      case when i % 100 > 0 then now() end`,
  },
  {
    table: 'webhook_subscriptions',
    columns: 'name, url, event_types, status, disabled_at',
    values: `'x', 'https://example.com/' || i, '{*}', case when i % 1000 = 0 then 'disabled' else 'active' end,
      case when i % 1000 = 0 then now() end`,
  },
  {
    table: 'webhook_events',
    columns: 'id, type, payload, occurred_at',
    values: `event_id, 'order.created', '{}', ${moment}`,
  },
  {
    table: 'webhook_deliveries',
    columns: 'event_id, subscription_id, status, next_attempt_at, delivered_at, created_at',
    values: `event_id, subscriptions[1 + i % 1000], case when i % 100 = 0 then 'pending' else 'delivered' end,
      case when i % 100 = 0 then ${moment} end, case when i % 100 > 0 then now() end, ${moment}`,
  },
  {
    table: 'newsletter_subscriptions',
    columns: 'email, status',
    values: `'reader-' || i || '@example.net', case when i % 1000 = 0 then 'bounced' else 'active' end`,
  },
];

/** A hundred thousand rows a table, most of Acme's, the rest another organization's. @param client of the superadmin's login. */
export async function fillSales(
  client: pg.Client,
  { ours, theirs }: Pick<SalesWorld, 'ours' | 'theirs'>,
): Promise<void> {
  for (const { organizationId } of [ours, theirs]) {
    await client.query(
      `insert into customers (organization_id, number, name)
       select $1, 'F-' || i, 'x' from generate_series(1, 200) i`,
      [organizationId],
    );
  }
  for (const { table, columns, values } of salesRows) {
    for (const [{ organizationId }, count] of [
      [ours, 80_000],
      [theirs, 25_000],
    ] as const) {
      await client.query(
        `with o as materialized (
           select $1::uuid as id, ${customer} as customers, ${member} as members, ${subscription} as subscriptions
             from organizations o where o.id = $1)
         insert into ${table} (organization_id, ${columns})
         select o.id, ${values}
           from o, generate_series(1, ${count}) i, lateral (select md5(o.id || '/' || i)::uuid as event_id) e`,
        [organizationId],
      );
    }
  }
}
