import { sql } from 'drizzle-orm';
import { check, date, index, text, uuid } from 'drizzle-orm/pg-core';
import { oneOf } from '../checks.ts';
import { moment } from '../columns.ts';
import { commented } from '../commented.ts';
import { memberReference } from '../core/member-reference.ts';
import { tenantTable } from '../tenancy.ts';
import { customerReference } from './customer-reference.ts';

export const callPlanStatuses = ['planned', 'done', 'missed'] as const;
export type CallPlanStatus = (typeof callPlanStatuses)[number];

export const callPlans = commented(
  tenantTable(
    'call_plans',
    {
      userId: uuid('user_id').notNull(),
      customerId: uuid('customer_id').notNull(),
      scheduledFor: date('scheduled_for').notNull(),
      objective: text('objective').notNull(),
      status: text('status', { enum: callPlanStatuses }).notNull().default('planned'),
      completedAt: moment('completed_at'),
    },
    (t) => [
      index('call_plans_user_id_idx').on(t.organizationId, t.userId, t.scheduledFor),
      index('call_plans_customer_id_idx').on(t.organizationId, t.customerId, t.scheduledFor),
      memberReference('call_plans_user_fk', t.organizationId, t.userId),
      customerReference('call_plans_customer_fk', t.organizationId, t.customerId),
      check('call_plans_objective_check', sql`${t.objective} <> ''`),
      oneOf('call_plans_status_check', t.status, callPlanStatuses),
      check(
        'call_plans_completed_at_check',
        sql`(${t.status} = 'done') = (${t.completedAt} is not null)`,
      ),
    ],
    { write: 'member' },
  ),
  'Calls that are planned: who sees which customer on which day, and why.',
  {
    userId: 'The member who calls.',
    customerId: 'The customer who is called on.',
    scheduledFor: 'The day of the call.',
    objective: 'What the call is to achieve.',
    status: 'Whether it is still to come, took place, or did not.',
    completedAt: 'When it took place; null unless it did.',
  },
);
