import { sql } from 'drizzle-orm';
import { check, date, foreignKey, index, text, unique, uuid } from 'drizzle-orm/pg-core';
import { matches, oneOf } from '../checks.ts';
import { money } from '../columns.ts';
import { commented } from '../commented.ts';
import { memberReference } from '../core/member-reference.ts';
import { tenantTable } from '../tenancy.ts';
import { carts } from './carts.ts';
import { customerReference } from './customer-reference.ts';
import { readByCustomer } from './portal-rows.ts';
import { portalUsers } from './portal-users.ts';

export const orderStatuses = [
  'draft',
  'pending',
  'confirmed',
  'fulfilled',
  'delivered',
  'cancelled',
] as const;
export type OrderStatus = (typeof orderStatuses)[number];

export const orders = commented(
  tenantTable(
    'orders',
    {
      number: text('number').notNull(),
      customerId: uuid('customer_id').notNull(),
      portalUserId: uuid('portal_user_id'),
      salesRepId: uuid('sales_rep_id'),
      cartId: uuid('cart_id'),
      status: text('status', { enum: orderStatuses }).notNull().default('draft'),
      orderedOn: date('ordered_on')
        .notNull()
        .default(sql`current_date`),
      deliveredOn: date('delivered_on'),
      subtotal: money('subtotal').notNull().default('0'),
      tax: money('tax').notNull().default('0'),
      total: money('total')
        .notNull()
        .generatedAlwaysAs(sql`subtotal + tax`),
      currency: text('currency').notNull().default('USD'),
    },
    (t) => [
      unique('orders_number_unique').on(t.organizationId, t.number),
      // What a row of the order refers to, together with whose it is and in which money.
      unique('orders_owner_unique').on(t.organizationId, t.id, t.customerId, t.currency),
      unique('orders_cart_unique').on(t.organizationId, t.cartId),
      index('orders_customer_id_ordered_on_idx').on(
        t.organizationId,
        t.customerId,
        t.orderedOn.desc().nullsFirst(),
      ),
      index('orders_open_idx')
        .on(t.organizationId, t.status)
        .where(sql`${t.status} in ('pending', 'confirmed')`),
      index('orders_portal_user_id_idx').on(t.organizationId, t.customerId, t.portalUserId),
      index('orders_sales_rep_id_idx').on(t.organizationId, t.salesRepId),
      customerReference('orders_customer_fk', t.organizationId, t.customerId),
      foreignKey({
        name: 'orders_portal_user_fk',
        columns: [t.organizationId, t.customerId, t.portalUserId],
        foreignColumns: [portalUsers.organizationId, portalUsers.customerId, portalUsers.id],
      }),
      foreignKey({
        name: 'orders_cart_fk',
        columns: [t.organizationId, t.cartId],
        foreignColumns: [carts.organizationId, carts.id],
      }),
      memberReference('orders_sales_rep_fk', t.organizationId, t.salesRepId),
      check('orders_number_check', sql`${t.number} <> ''`),
      oneOf('orders_status_check', t.status, orderStatuses),
      check('orders_subtotal_check', sql`${t.subtotal} >= 0`),
      check('orders_tax_check', sql`${t.tax} >= 0`),
      matches('orders_currency_check', t.currency, '^[A-Z]{3}$'),
      check(
        'orders_delivered_check',
        sql`(${t.status} = 'delivered') = (${t.deliveredOn} is not null)`,
      ),
      check('orders_dates_check', sql`${t.deliveredOn} >= ${t.orderedOn}`),
    ],
    {
      write: 'member',
      insertCheck: 'subtotal = 0',
      updatable: ['status', 'sales_rep_id', 'ordered_on', 'delivered_on', 'tax'],
      portal: readByCustomer,
    },
  ),
  'What a customer orders. It begins as a draft; triggers keep its stages, its subtotal and what is reserved for it.',
  {
    number: 'The order number; unique in the organization.',
    customerId: 'Who orders.',
    portalUserId: 'Which of its people ordered, in the portal; null: a member took the order.',
    salesRepId: 'Which member the sale is counted for.',
    cartId: 'The cart it was made from; a cart becomes one order.',
    status: 'Its stage: draft, pending, confirmed, fulfilled, delivered; or cancelled.',
    orderedOn: 'The day of the order: prices and taxes are those of that day.',
    deliveredOn: 'The day of the delivery.',
    subtotal: 'The sum of its lines; kept by a trigger.',
    tax: 'The tax on it.',
    total: 'Subtotal and tax.',
    currency: 'ISO 4217: of all its amounts and of those of its lines.',
  },
);
