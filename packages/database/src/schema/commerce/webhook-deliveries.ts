import { sql } from 'drizzle-orm';
import { check, foreignKey, index, integer, text, unique, uuid } from 'drizzle-orm/pg-core';
import { oneOf } from '../checks.ts';
import { moment } from '../columns.ts';
import { commented } from '../commented.ts';
import { tenantTable } from '../tenancy.ts';
import { webhookEvents } from './webhook-events.ts';
import { webhookSubscriptions } from './webhook-subscriptions.ts';

export const webhookDeliveryStatuses = ['pending', 'delivered', 'failed'] as const;
export type WebhookDeliveryStatus = (typeof webhookDeliveryStatuses)[number];

export const webhookDeliveries = commented(
  tenantTable(
    'webhook_deliveries',
    {
      eventId: uuid('event_id').notNull(),
      subscriptionId: uuid('subscription_id').notNull(),
      replay: integer('replay').notNull().default(0),
      status: text('status', { enum: webhookDeliveryStatuses }).notNull().default('pending'),
      attempts: integer('attempts').notNull().default(0),
      nextAttemptAt: moment('next_attempt_at').defaultNow(),
      lastAttemptAt: moment('last_attempt_at'),
      deliveredAt: moment('delivered_at'),
      responseStatus: integer('response_status'),
      error: text('error'),
    },
    (t) => [
      // An event is handed to a subscription once, however often the worker is told to.
      unique('webhook_deliveries_event_unique').on(
        t.organizationId,
        t.eventId,
        t.subscriptionId,
        t.replay,
      ),
      index('webhook_deliveries_subscription_id_idx').on(
        t.organizationId,
        t.subscriptionId,
        t.createdAt,
      ),
      index('webhook_deliveries_pending_idx')
        .on(t.organizationId, t.nextAttemptAt)
        .where(sql`${t.status} = 'pending'`),
      foreignKey({
        name: 'webhook_deliveries_event_fk',
        columns: [t.organizationId, t.eventId],
        foreignColumns: [webhookEvents.organizationId, webhookEvents.id],
      }),
      foreignKey({
        name: 'webhook_deliveries_subscription_fk',
        columns: [t.organizationId, t.subscriptionId],
        foreignColumns: [webhookSubscriptions.organizationId, webhookSubscriptions.id],
      }),
      check('webhook_deliveries_replay_check', sql`${t.replay} >= 0`),
      oneOf('webhook_deliveries_status_check', t.status, webhookDeliveryStatuses),
      check('webhook_deliveries_attempts_check', sql`${t.attempts} >= 0`),
      check(
        'webhook_deliveries_next_attempt_check',
        sql`(${t.status} = 'pending') = (${t.nextAttemptAt} is not null)`,
      ),
      check(
        'webhook_deliveries_delivered_at_check',
        sql`(${t.status} = 'delivered') = (${t.deliveredAt} is not null)`,
      ),
      check('webhook_deliveries_response_check', sql`${t.responseStatus} between 100 and 599`),
    ],
    { write: 'admin', commands: ['select', 'insert', 'update'] },
  ),
  'Each event on its way to a subscription: how often it was tried, and what came of it.',
  {
    eventId: 'What is delivered.',
    subscriptionId: 'To whom.',
    replay:
      '0: the delivery that the event itself caused; 1 and more: the nth repetition asked for.',
    status: 'Whether it arrived; failed: it is not tried again.',
    attempts: 'How often it was tried.',
    nextAttemptAt: 'When it is tried again; null when it is not.',
    lastAttemptAt: 'When it was last tried; null: not yet.',
    deliveredAt: 'When it arrived; null unless it did.',
    responseStatus: 'The HTTP status of the last answer; null: there was none.',
    error: 'Why the last try failed.',
  },
);
