import { tenantScope, timestamps } from '@startkit/tenancy/drizzle';
import { sql } from 'drizzle-orm';
import { boolean, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { oneOf } from '../checks.ts';
import { identifier, moment } from '../columns.ts';
import { commented } from '../commented.ts';

export const userStatuses = ['active', 'inactive', 'invited', 'suspended'] as const;
export type UserStatus = (typeof userStatuses)[number];

/** People, across all organizations. A person reads and edits only their own row. */
export const users = commented(
  tenantScope(
    pgTable(
      'users',
      {
        id: identifier(),
        clerkId: text('clerk_id').unique(),
        email: text('email').notNull(),
        name: text('name').notNull(),
        avatarUrl: text('avatar_url'),
        isSuperadmin: boolean('is_superadmin').notNull().default(false),
        status: text('status', { enum: userStatuses }).notNull().default('active'),
        lastSeenAt: moment('last_seen_at'),
        deletedAt: moment('deleted_at'),
        ...timestamps(),
      },
      (t) => [
        uniqueIndex('users_email_unique').on(sql`lower(${t.email})`),
        oneOf('users_status_check', t.status, userStatuses),
      ],
    ),
    {
      scope: 'user',
      protectedColumns: ['id', 'clerk_id', 'email', 'is_superadmin', 'status', 'deleted_at'],
    },
  ),
  'People, across all organizations.',
  {
    clerkId: 'What Clerk calls them; null: Clerk does not know them.',
    email: 'What they sign in with; unique, whatever its case.',
    name: 'What they are called.',
    avatarUrl: 'Where their picture is.',
    isSuperadmin: 'Whether they are staff.',
    status: 'Whether they may sign in.',
    lastSeenAt: 'When they last did something.',
    deletedAt: 'When the account was deleted; null: it was not.',
  },
);
