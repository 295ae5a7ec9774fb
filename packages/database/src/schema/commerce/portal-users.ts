import { sql } from 'drizzle-orm';
import { index, text, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { matches, oneOf } from '../checks.ts';
import { moment } from '../columns.ts';
import { commented } from '../commented.ts';
import { tenantTable } from '../tenancy.ts';
import { customerReference } from './customer-reference.ts';

export const portalUserStatuses = ['active', 'disabled'] as const;
export type PortalUserStatus = (typeof portalUserStatuses)[number];

export const portalUsers = commented(
  tenantTable(
    'portal_users',
    {
      customerId: uuid('customer_id').notNull(),
      email: text('email').notNull(),
      name: text('name').notNull(),
      phone: text('phone'),
      status: text('status', { enum: portalUserStatuses }).notNull().default('active'),
      emailVerifiedAt: moment('email_verified_at'),
      lastSeenAt: moment('last_seen_at'),
    },
    (t) => [
      uniqueIndex('portal_users_email_unique').on(t.organizationId, sql`lower(${t.email})`),
      // What a row of theirs refers to where it carries the customer as well.
      unique('portal_users_customer_unique').on(t.organizationId, t.customerId, t.id),
      index('portal_users_customer_id_idx').on(t.organizationId, t.customerId),
      customerReference('portal_users_customer_fk', t.organizationId, t.customerId),
      matches('portal_users_email_check', t.email, '^[^@[:space:]]+@[^@[:space:]]+$'),
      oneOf('portal_users_status_check', t.status, portalUserStatuses),
    ],
    {
      write: 'member',
      portal: { ownedBy: 'id', allow: ['select', 'update'], columns: ['name', 'phone'] },
    },
  ),
  'People of a customer who use the portal.',
  {
    customerId: 'Whom they buy for: they see what is that customer’s, and nothing else.',
    email: 'What they sign in with; unique in the organization, whatever its case.',
    name: 'What they are called.',
    phone: 'Where they are called.',
    status: 'Whether they may sign in.',
    emailVerifiedAt: 'When they showed that the address is theirs; null: not yet.',
    lastSeenAt: 'When they last did something.',
  },
);
