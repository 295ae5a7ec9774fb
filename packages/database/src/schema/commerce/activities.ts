import { sql } from 'drizzle-orm';
import { check, index, integer, text, uuid } from 'drizzle-orm/pg-core';
import { oneOf } from '../checks.ts';
import { moment } from '../columns.ts';
import { commented } from '../commented.ts';
import { memberReference } from '../core/member-reference.ts';
import { actsAsThemselves, tenantTable } from '../tenancy.ts';
import { customerReference } from './customer-reference.ts';

export const activityKinds = ['call', 'visit', 'email', 'tasting', 'sample'] as const;
export type ActivityKind = (typeof activityKinds)[number];

export const activities = commented(
  tenantTable(
    'activities',
    {
      customerId: uuid('customer_id').notNull(),
      userId: uuid('user_id').notNull(),
      kind: text('kind', { enum: activityKinds }).notNull(),
      subject: text('subject').notNull(),
      notes: text('notes').notNull().default(''),
      outcome: text('outcome'),
      samplesUsed: integer('samples_used').notNull().default(0),
      occurredAt: moment('occurred_at').notNull().defaultNow(),
    },
    (t) => [
      index('activities_customer_id_idx').on(t.organizationId, t.customerId, t.occurredAt),
      index('activities_user_id_idx').on(t.organizationId, t.userId, t.occurredAt),
      customerReference('activities_customer_fk', t.organizationId, t.customerId),
      memberReference('activities_user_fk', t.organizationId, t.userId),
      oneOf('activities_kind_check', t.kind, activityKinds),
      check('activities_subject_check', sql`${t.subject} <> ''`),
      check(
        'activities_samples_used_check',
        sql`(${t.kind} = 'sample' and ${t.samplesUsed} > 0) or (${t.kind} <> 'sample' and ${t.samplesUsed} = 0)`,
      ),
    ],
    {
      write: 'member',
      // Samples count against the allowance of whoever handed them out.
      insertCheck: actsAsThemselves('user_id'),
      updatable: ['kind', 'subject', 'notes', 'outcome', 'samples_used', 'occurred_at'],
    },
  ),
  'What members did with a customer: they called, visited, wrote, poured, left samples.',
  {
    customerId: 'With whom.',
    userId: 'The member who did it.',
    kind: 'What it was.',
    subject: 'What it was about, in one line.',
    notes: 'What was said.',
    outcome: 'What came of it; null: not known yet.',
    samplesUsed: 'How many samples were handed out; only an activity of kind sample has any.',
    occurredAt: 'When it happened.',
  },
);
