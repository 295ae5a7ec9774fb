import { sql } from 'drizzle-orm';
import { check, date, index, integer, text, unique, uuid } from 'drizzle-orm/pg-core';
import { matches, oneOf } from '../checks.ts';
import { money } from '../columns.ts';
import { commented } from '../commented.ts';
import { memberReference } from '../core/member-reference.ts';
import { tenantTable, theSystem } from '../tenancy.ts';
import { customerReference } from './customer-reference.ts';

export const metricPeriods = ['day', 'week', 'month', 'quarter', 'year'] as const;
export type MetricPeriod = (typeof metricPeriods)[number];

export const salesMetrics = commented(
  tenantTable(
    'sales_metrics',
    {
      period: text('period', { enum: metricPeriods }).notNull(),
      periodStart: date('period_start').notNull(),
      userId: uuid('user_id'),
      customerId: uuid('customer_id'),
      orders: integer('orders').notNull().default(0),
      revenue: money('revenue').notNull().default('0'),
      currency: text('currency').notNull().default('USD'),
      averageOrder: money('average_order').generatedAlwaysAs(
        sql`round(revenue / nullif(orders, 0), 2)`,
      ),
      newCustomers: integer('new_customers').notNull().default(0),
      samplesUsed: integer('samples_used').notNull().default(0),
    },
    (t) => [
      // Of all members, or of all customers, there is one row as well.
      unique('sales_metrics_dimension_unique')
        .on(t.organizationId, t.period, t.periodStart, t.userId, t.customerId)
        .nullsNotDistinct(),
      index('sales_metrics_user_id_idx').on(t.organizationId, t.userId, t.periodStart),
      index('sales_metrics_customer_id_idx').on(t.organizationId, t.customerId, t.periodStart),
      memberReference('sales_metrics_user_fk', t.organizationId, t.userId),
      customerReference('sales_metrics_customer_fk', t.organizationId, t.customerId),
      oneOf('sales_metrics_period_check', t.period, metricPeriods),
      check(
        'sales_metrics_period_start_check',
        sql`date_trunc(${t.period}, ${t.periodStart}::timestamp) = ${t.periodStart}::timestamp`,
      ),
      check('sales_metrics_orders_check', sql`${t.orders} >= 0`),
      check('sales_metrics_revenue_check', sql`${t.revenue} >= 0`),
      matches('sales_metrics_currency_check', t.currency, '^[A-Z]{3}$'),
      check('sales_metrics_new_customers_check', sql`${t.newCustomers} >= 0`),
      check('sales_metrics_samples_used_check', sql`${t.samplesUsed} >= 0`),
    ],
    { write: theSystem },
  ),
  'Sales of a period, added up by the system: of the organization, of a member, of a customer, or of a member with a customer.',
  {
    period: 'How long the period is.',
    periodStart: 'Its first day: a Monday for a week, the first of a month for a month.',
    userId: 'The member whose sales they are; null: all members together.',
    customerId: 'The customer who bought; null: all customers together.',
    orders: 'How many orders there were.',
    revenue: 'What they came to.',
    currency: 'ISO 4217: of the amounts.',
    averageOrder: 'Revenue by order; null without orders.',
    newCustomers: 'Customers who ordered for the first time.',
    samplesUsed: 'Samples handed out.',
  },
);
