import { sql } from 'drizzle-orm';
import { index, text, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { oneOf } from '../checks.ts';
import { moment } from '../columns.ts';
import { commented } from '../commented.ts';
import { tenantTable } from '../tenancy.ts';
import { keptByPortalUser } from './portal-rows.ts';
import { portalUserReference } from './portal-user-reference.ts';

export const cartStatuses = ['active', 'abandoned', 'converted'] as const;
export type CartStatus = (typeof cartStatuses)[number];

export const carts = commented(
  tenantTable(
    'carts',
    {
      portalUserId: uuid('portal_user_id').notNull(),
      expiresAt: moment('expires_at')
        .notNull()
        .default(sql`now() + interval '30 days'`),
      status: text('status', { enum: cartStatuses }).notNull().default('active'),
    },
    (t) => [
      // What a row of the cart refers to, together with whose it is.
      unique('carts_owner_unique').on(t.organizationId, t.id, t.portalUserId),
      uniqueIndex('carts_active_unique')
        .on(t.organizationId, t.portalUserId)
        .where(sql`${t.status} = 'active'`),
      index('carts_portal_user_id_idx').on(t.organizationId, t.portalUserId),
      portalUserReference('carts_portal_user_fk', t.organizationId, t.portalUserId),
      oneOf('carts_status_check', t.status, cartStatuses),
    ],
    { write: 'member', portal: keptByPortalUser },
  ),
  'What a portal user is about to order. Each has one active cart at most.',
  {
    portalUserId: 'Whose it is.',
    expiresAt: 'Until when it can become an order.',
    status: 'Whether it is still filled, was given up, or became an order.',
  },
);
