import { sql } from 'drizzle-orm';
import { boolean, check, index, integer, text, unique } from 'drizzle-orm/pg-core';
import { oneOf } from '../checks.ts';
import { moment } from '../columns.ts';
import { commented } from '../commented.ts';
import { tenantTable } from '../tenancy.ts';
import { plans } from './plans.ts';

/** Stripe's states as of today. The set is Stripe's, so the database takes any text: a check would refuse a webhook on the day Stripe adds one. */
export type SubscriptionStatus =
  | 'incomplete'
  | 'incomplete_expired'
  | 'trialing'
  | 'active'
  | 'past_due'
  | 'canceled'
  | 'unpaid'
  | 'paused'
  | (string & {});

/** What an organization pays for: one row each, written by billing alone. */
export const subscriptions = commented(
  tenantTable(
    'subscriptions',
    {
      stripeCustomerId: text('stripe_customer_id'),
      stripeSubscriptionId: text('stripe_subscription_id'),
      status: text('status').$type<SubscriptionStatus>().notNull().default('active'),
      plan: text('plan', { enum: plans }).notNull().default('free'),
      seatCount: integer('seat_count').notNull().default(1),
      currentPeriodStart: moment('current_period_start'),
      currentPeriodEnd: moment('current_period_end'),
      cancelAtPeriodEnd: boolean('cancel_at_period_end').notNull().default(false),
    },
    (t) => [
      unique('subscriptions_organization_unique').on(t.organizationId),
      // A webhook of Stripe's names its own ids, not the organization.
      index('subscriptions_stripe_customer_id_idx').on(t.stripeCustomerId),
      index('subscriptions_stripe_subscription_id_idx').on(t.stripeSubscriptionId),
      oneOf('subscriptions_plan_check', t.plan, plans),
      check('subscriptions_seat_count_check', sql`${t.seatCount} >= 1`),
      check('subscriptions_period_check', sql`${t.currentPeriodEnd} > ${t.currentPeriodStart}`),
    ],
    { write: false },
  ),
  'What an organization pays for: one row each.',
  {
    stripeCustomerId: 'What Stripe calls the organization; null: it pays nothing there.',
    stripeSubscriptionId: 'What Stripe calls the subscription; null: there is none.',
    status: 'What Stripe says of it.',
    plan: 'What is paid for.',
    seatCount: 'For how many people.',
    currentPeriodStart: 'When the period began that is paid for.',
    currentPeriodEnd: 'When it ends.',
    cancelAtPeriodEnd: 'Whether it ends for good then.',
  },
);
