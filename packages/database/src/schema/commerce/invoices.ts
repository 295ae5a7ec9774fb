import { sql } from 'drizzle-orm';
import {
  check,
  date,
  foreignKey,
  index,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { money, moment } from '../columns.ts';
import { commented } from '../commented.ts';
import { tenantTable } from '../tenancy.ts';
import { orders } from './orders.ts';
import { readByCustomer } from './portal-rows.ts';

export const invoiceStatuses = ['open', 'partly_paid', 'paid', 'void'] as const;
export type InvoiceStatus = (typeof invoiceStatuses)[number];

export const invoices = commented(
  tenantTable(
    'invoices',
    {
      number: text('number').notNull(),
      orderId: uuid('order_id').notNull(),
      customerId: uuid('customer_id').notNull(),
      status: text('status', { enum: invoiceStatuses })
        .notNull()
        .generatedAlwaysAs(
          sql`case when voided_at is not null then 'void' when paid >= total then 'paid' when paid > 0 then 'partly_paid' else 'open' end`,
        ),
      issuedOn: date('issued_on')
        .notNull()
        .default(sql`current_date`),
      dueOn: date('due_on').notNull(),
      total: money('total').notNull(),
      paid: money('paid').notNull().default('0'),
      currency: text('currency').notNull().default('USD'),
      voidedAt: moment('voided_at'),
    },
    (t) => [
      unique('invoices_number_unique').on(t.organizationId, t.number),
      // What a payment refers to, together with whose it is and in which money.
      unique('invoices_owner_unique').on(t.organizationId, t.id, t.customerId, t.currency),
      uniqueIndex('invoices_order_unique')
        .on(t.organizationId, t.orderId)
        .where(sql`${t.voidedAt} is null`),
      index('invoices_order_id_idx').on(t.organizationId, t.orderId, t.customerId, t.currency),
      index('invoices_customer_id_idx').on(
        t.organizationId,
        t.customerId,
        t.issuedOn.desc().nullsFirst(),
      ),
      foreignKey({
        name: 'invoices_order_fk',
        columns: [t.organizationId, t.orderId, t.customerId, t.currency],
        foreignColumns: [orders.organizationId, orders.id, orders.customerId, orders.currency],
      }),
      check('invoices_number_check', sql`${t.number} <> ''`),
      check('invoices_total_check', sql`${t.total} >= 0`),
      // Two payments of the rest: the second fails here.
      check('invoices_paid_check', sql`${t.paid} between 0 and ${t.total}`),
      check('invoices_voided_check', sql`${t.voidedAt} is null or ${t.paid} = 0`),
      check('invoices_dates_check', sql`${t.dueOn} >= ${t.issuedOn}`),
    ],
    {
      write: 'member',
      // One that was wrong is voided: its number stays.
      commands: ['select', 'insert', 'update'],
      insertCheck: 'paid = 0',
      updatable: ['due_on', 'voided_at'],
      portal: readByCustomer,
    },
  ),
  'What a customer owes for an order: one invoice each, beside those that are void.',
  {
    number: 'The invoice number; unique in the organization.',
    orderId: 'The order it is for.',
    customerId: 'Whose the order is; the foreign key says that it is.',
    status: 'Open, partly paid, paid or void: it follows from the other columns.',
    issuedOn: 'The day it was made.',
    dueOn: 'The last day to pay it.',
    total: 'What is owed.',
    paid: 'The sum of its payments; kept by a trigger.',
    currency: 'ISO 4217: the order’s; the foreign key says that it is.',
    voidedAt: 'When it was taken back; null: it was not. One that was paid is not.',
  },
);
