import { sql } from 'drizzle-orm';
import { check, date, index, text, uuid } from 'drizzle-orm/pg-core';
import { oneOf } from '../checks.ts';
import { moment } from '../columns.ts';
import { commented } from '../commented.ts';
import { memberReference } from '../core/member-reference.ts';
import { tenantTable } from '../tenancy.ts';
import { customerReference } from './customer-reference.ts';

export const taskPriorities = ['low', 'normal', 'high', 'urgent'] as const;
export type TaskPriority = (typeof taskPriorities)[number];

export const taskStatuses = ['open', 'done', 'cancelled'] as const;
export type TaskStatus = (typeof taskStatuses)[number];

export const tasks = commented(
  tenantTable(
    'tasks',
    {
      userId: uuid('user_id').notNull(),
      customerId: uuid('customer_id'),
      title: text('title').notNull(),
      dueOn: date('due_on'),
      priority: text('priority', { enum: taskPriorities }).notNull().default('normal'),
      status: text('status', { enum: taskStatuses }).notNull().default('open'),
      completedAt: moment('completed_at'),
    },
    (t) => [
      index('tasks_user_id_idx').on(t.organizationId, t.userId, t.createdAt),
      index('tasks_open_idx')
        .on(t.organizationId, t.userId, t.dueOn)
        .where(sql`${t.status} = 'open'`),
      index('tasks_customer_id_idx').on(t.organizationId, t.customerId, t.createdAt),
      memberReference('tasks_user_fk', t.organizationId, t.userId),
      customerReference('tasks_customer_fk', t.organizationId, t.customerId),
      check('tasks_title_check', sql`${t.title} <> ''`),
      oneOf('tasks_priority_check', t.priority, taskPriorities),
      oneOf('tasks_status_check', t.status, taskStatuses),
      check(
        'tasks_completed_at_check',
        sql`(${t.status} = 'done') = (${t.completedAt} is not null)`,
      ),
    ],
    { write: 'member' },
  ),
  'What members have to do.',
  {
    userId: 'The member who is to do it.',
    customerId: 'The customer it is about; null: none.',
    title: 'What is to be done, in one line.',
    dueOn: 'The last day on which it is done in time; null: any day will do.',
    priority: 'How much it matters.',
    status: 'Whether it is still to be done.',
    completedAt: 'When it was done; null unless it was.',
  },
);
