import { sql } from 'drizzle-orm';
import { check, integer, numeric, text, unique, uuid } from 'drizzle-orm/pg-core';
import { matches, oneOf } from '../checks.ts';
import { moment, money } from '../columns.ts';
import { commented } from '../commented.ts';
import { tenantTable, theSystem } from '../tenancy.ts';
import { customerReference } from './customer-reference.ts';

export const paceStatuses = ['unknown', 'on_pace', 'at_risk'] as const;
export type PaceStatus = (typeof paceStatuses)[number];

export const accountHealthSnapshots = commented(
  tenantTable(
    'account_health_snapshots',
    {
      customerId: uuid('customer_id').notNull(),
      takenAt: moment('taken_at').notNull().defaultNow(),
      daysSinceLastOrder: integer('days_since_last_order'),
      usualGapDays: integer('usual_gap_days'),
      paceStatus: text('pace_status', { enum: paceStatuses }).notNull(),
      periodDays: integer('period_days').notNull(),
      revenue: money('revenue').notNull(),
      previousRevenue: money('previous_revenue').notNull(),
      currency: text('currency').notNull().default('USD'),
      dropPercent: numeric('drop_percent', { precision: 5, scale: 2 }),
      samplesUsed: integer('samples_used').notNull().default(0),
      score: integer('score').notNull(),
      reasons: text('reasons')
        .array()
        .notNull()
        .default(sql`'{}'::text[]`),
    },
    (t) => [
      unique('account_health_snapshots_taken_at_unique').on(
        t.organizationId,
        t.customerId,
        t.takenAt,
      ),
      customerReference('account_health_snapshots_customer_fk', t.organizationId, t.customerId),
      check('account_health_snapshots_last_order_check', sql`${t.daysSinceLastOrder} >= 0`),
      check('account_health_snapshots_usual_gap_check', sql`${t.usualGapDays} >= 0`),
      oneOf('account_health_snapshots_pace_status_check', t.paceStatus, paceStatuses),
      // Whoever is measured against a gap has one, and has ordered.
      check(
        'account_health_snapshots_pace_check',
        sql`${t.paceStatus} = 'unknown' or (${t.usualGapDays} is not null and ${t.daysSinceLastOrder} is not null)`,
      ),
      check('account_health_snapshots_period_check', sql`${t.periodDays} > 0`),
      check('account_health_snapshots_revenue_check', sql`${t.revenue} >= 0`),
      check('account_health_snapshots_previous_revenue_check', sql`${t.previousRevenue} >= 0`),
      matches('account_health_snapshots_currency_check', t.currency, '^[A-Z]{3}$'),
      check('account_health_snapshots_drop_check', sql`${t.dropPercent} between 0 and 100`),
      check('account_health_snapshots_samples_used_check', sql`${t.samplesUsed} >= 0`),
      check('account_health_snapshots_score_check', sql`${t.score} between 0 and 100`),
    ],
    { write: theSystem, appendOnly: true },
  ),
  'How a customer stood at a moment, as the system reckoned it from orders and activities. Never changed afterwards.',
  {
    customerId: 'Whose health it is.',
    takenAt: 'When it was reckoned.',
    daysSinceLastOrder: 'Days since the last order; null: there was none.',
    usualGapDays: 'Days that usually lie between two orders; null: too few orders to say.',
    paceStatus: 'Whether the customer orders as often as usual.',
    periodDays:
      'How many days up to the moment the revenue is of; the period before it is as long.',
    revenue: 'What was ordered in the period.',
    previousRevenue: 'What was ordered in the period before.',
    currency: 'ISO 4217: of both revenues.',
    dropPercent:
      'By how much of the revenue before it fell, in percent; 0: it did not fall; null: nothing to compare.',
    samplesUsed: 'Samples handed out to the customer in the period.',
    score: 'From 0, lost, to 100, well.',
    reasons: 'What pulled the score down: a stable word each.',
  },
);
