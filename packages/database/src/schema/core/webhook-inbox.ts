import { tenantScope, timestamps } from '@startkit/tenancy/drizzle';
import { sql } from 'drizzle-orm';
import { check, index, integer, jsonb, pgTable, text, unique } from 'drizzle-orm/pg-core';
import { oneOf } from '../checks.ts';
import { identifier, moment } from '../columns.ts';
import { commented } from '../commented.ts';

export const webhookProviders = ['clerk', 'stripe'] as const;
export type WebhookProvider = (typeof webhookProviders)[number];

export const webhookStatuses = ['pending', 'processed', 'ignored', 'failed'] as const;
export type WebhookStatus = (typeof webhookStatuses)[number];

/** Webhooks as they came in, written before anything else, so that each is applied exactly once. */
export const webhookInbox = commented(
  tenantScope(
    pgTable(
      'webhook_inbox',
      {
        id: identifier(),
        provider: text('provider', { enum: webhookProviders }).notNull(),
        eventId: text('event_id').notNull(),
        type: text('type').notNull(),
        objectId: text('object_id'),
        occurredAt: moment('occurred_at').notNull().defaultNow(),
        payload: jsonb('payload').notNull(),
        status: text('status', { enum: webhookStatuses }).notNull().default('pending'),
        attempts: integer('attempts').notNull().default(0),
        error: text('error'),
        processedAt: moment('processed_at'),
        ...timestamps(),
      },
      (t) => [
        unique('webhook_inbox_event_unique').on(t.provider, t.eventId),
        index('webhook_inbox_object_idx').on(t.provider, t.objectId, t.occurredAt),
        index('webhook_inbox_open_idx')
          .on(t.createdAt)
          .where(sql`${t.status} in ('pending', 'failed')`),
        oneOf('webhook_inbox_provider_check', t.provider, webhookProviders),
        oneOf('webhook_inbox_status_check', t.status, webhookStatuses),
        check('webhook_inbox_attempts_check', sql`${t.attempts} >= 0`),
      ],
    ),
    { scope: 'private' },
  ),
  'Webhooks as they came in, so that each is applied exactly once.',
  {
    provider: 'Who sent it.',
    eventId: 'What the sender calls it; unique there.',
    type: 'What happened, as the sender names it.',
    objectId: 'What it is about, as the sender names it; null: nothing in particular.',
    occurredAt: 'When it happened there: a late older event must not overwrite a newer one.',
    payload: 'What was sent.',
    status: 'What became of it.',
    attempts: 'How often it was tried.',
    error: 'Why the last try failed.',
    processedAt: 'When it was applied; null: not yet.',
  },
);
