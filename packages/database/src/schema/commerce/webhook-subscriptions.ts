import { sql } from 'drizzle-orm';
import { check, index, integer, text } from 'drizzle-orm/pg-core';
import { matches, oneOf } from '../checks.ts';
import { moment } from '../columns.ts';
import { commented } from '../commented.ts';
import { tenantTable } from '../tenancy.ts';

export const webhookSubscriptionStatuses = ['active', 'paused', 'disabled'] as const;
export type WebhookSubscriptionStatus = (typeof webhookSubscriptionStatuses)[number];

export const webhookSubscriptions = commented(
  tenantTable(
    'webhook_subscriptions',
    {
      name: text('name').notNull(),
      url: text('url').notNull(),
      eventTypes: text('event_types').array().notNull(),
      status: text('status', { enum: webhookSubscriptionStatuses }).notNull().default('active'),
      consecutiveFailures: integer('consecutive_failures').notNull().default(0),
      disabledAt: moment('disabled_at'),
    },
    (t) => [
      index('webhook_subscriptions_status_idx').on(t.organizationId, t.status),
      check('webhook_subscriptions_name_check', sql`${t.name} <> ''`),
      matches('webhook_subscriptions_url_check', t.url, '^https://[^[:space:]]+$'),
      check('webhook_subscriptions_event_types_check', sql`cardinality(${t.eventTypes}) > 0`),
      oneOf('webhook_subscriptions_status_check', t.status, webhookSubscriptionStatuses),
      check('webhook_subscriptions_failures_check', sql`${t.consecutiveFailures} >= 0`),
      check(
        'webhook_subscriptions_disabled_at_check',
        sql`(${t.status} = 'disabled') = (${t.disabledAt} is not null)`,
      ),
    ],
    // Not deleted: what was delivered to it stays on record.
    { write: 'admin', commands: ['select', 'insert', 'update'] },
  ),
  'Where the organization wants to be told of events. What it signs with is apart, in webhook_secrets.',
  {
    name: 'What it is called in the organization.',
    url: 'Where events are posted to.',
    eventTypes: 'Which types of event: order.created; * is all of them.',
    status: 'Whether events are posted; disabled: they failed too often.',
    consecutiveFailures: 'How often in a row it failed; 0 after a success.',
    disabledAt: 'When it was disabled; null unless it is.',
  },
);
