import { sql } from 'drizzle-orm';
import { check, foreignKey, index, text, uuid } from 'drizzle-orm/pg-core';
import { oneOf } from '../checks.ts';
import { moment } from '../columns.ts';
import { commented } from '../commented.ts';
import { portalUsers } from '../commerce/portal-users.ts';
import { tenantTable } from '../tenancy.ts';
import { memberReference } from './member-reference.ts';

export const notificationPriorities = ['low', 'normal', 'high', 'urgent'] as const;
export type NotificationPriority = (typeof notificationPriorities)[number];

/** Messages to one recipient: a member, or a user of the customer portal. */
export const notifications = commented(
  tenantTable(
    'notifications',
    {
      userId: uuid('user_id'),
      portalUserId: uuid('portal_user_id'),
      kind: text('kind').notNull(),
      title: text('title').notNull(),
      body: text('body').notNull().default(''),
      priority: text('priority', { enum: notificationPriorities }).notNull().default('normal'),
      readAt: moment('read_at'),
    },
    (t) => [
      index('notifications_user_id_idx').on(t.organizationId, t.userId, t.createdAt),
      index('notifications_portal_user_id_idx').on(t.organizationId, t.portalUserId, t.createdAt),
      memberReference('notifications_user_fk', t.organizationId, t.userId),
      foreignKey({
        name: 'notifications_portal_user_fk',
        columns: [t.organizationId, t.portalUserId],
        foreignColumns: [portalUsers.organizationId, portalUsers.id],
      }),
      check('notifications_recipient_check', sql`num_nonnulls(${t.userId}, ${t.portalUserId}) = 1`),
      oneOf('notifications_priority_check', t.priority, notificationPriorities),
    ],
    {
      // Everyone marks their own as read, a viewer too; members notify others.
      write: 'viewer',
      ownedBy: 'user_id',
      updatable: ['read_at'],
      insertCheck: "(select app.member_can('member'))",
      portal: { ownedBy: 'portal_user_id', allow: ['select', 'update'], columns: ['read_at'] },
    },
  ),
  'Messages to one recipient: a member, or a user of the customer portal.',
  {
    userId: 'The member it is for; null: it is for a portal user.',
    portalUserId: 'The portal user it is for; null: it is for a member.',
    kind: 'What it is about: a stable word.',
    title: 'What it says, in one line.',
    body: 'What it says.',
    priority: 'How much it matters.',
    readAt: 'When it was read; null: not yet.',
  },
);
