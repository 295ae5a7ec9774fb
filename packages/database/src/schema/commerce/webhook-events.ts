import { index, jsonb, text } from 'drizzle-orm/pg-core';
import { isJsonObject, matches } from '../checks.ts';
import { moment } from '../columns.ts';
import { commented } from '../commented.ts';
import { tenantTable } from '../tenancy.ts';

export const webhookEvents = commented(
  tenantTable(
    'webhook_events',
    {
      type: text('type').notNull(),
      payload: jsonb('payload').$type<Readonly<Record<string, unknown>>>().notNull(),
      occurredAt: moment('occurred_at').notNull().defaultNow(),
    },
    (t) => [
      index('webhook_events_occurred_at_idx').on(t.organizationId, t.occurredAt),
      matches('webhook_events_type_check', t.type, '^[a-z][a-z0-9_]*([.][a-z][a-z0-9_]*)+$'),
      isJsonObject('webhook_events_payload_check', t.payload),
    ],
    // In the transaction that makes it happen, by whoever does.
    { write: 'member', appendOnly: true },
  ),
  'What happened that subscriptions may want to know. Its id is the id of the message, by which a receiver tells repetitions.',
  {
    type: 'What happened: order.created.',
    payload: 'What is posted.',
    occurredAt: 'When it happened.',
  },
);
