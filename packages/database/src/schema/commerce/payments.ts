import { sql } from 'drizzle-orm';
import { check, date, foreignKey, index, text, unique, uuid } from 'drizzle-orm/pg-core';
import { oneOf } from '../checks.ts';
import { money } from '../columns.ts';
import { commented } from '../commented.ts';
import { tenantTable } from '../tenancy.ts';
import { invoices } from './invoices.ts';
import { readByCustomer } from './portal-rows.ts';

export const paymentMethods = ['check', 'ach', 'wire', 'card', 'cash'] as const;
export type PaymentMethod = (typeof paymentMethods)[number];

export const payments = commented(
  tenantTable(
    'payments',
    {
      invoiceId: uuid('invoice_id').notNull(),
      customerId: uuid('customer_id').notNull(),
      method: text('method', { enum: paymentMethods }).notNull(),
      amount: money('amount').notNull(),
      currency: text('currency').notNull().default('USD'),
      reference: text('reference'),
      receivedOn: date('received_on')
        .notNull()
        .default(sql`current_date`),
    },
    (t) => [
      // The same check entered twice is one payment.
      unique('payments_reference_unique').on(t.organizationId, t.invoiceId, t.method, t.reference),
      index('payments_invoice_id_idx').on(t.organizationId, t.invoiceId, t.customerId, t.currency),
      index('payments_customer_id_idx').on(
        t.organizationId,
        t.customerId,
        t.receivedOn.desc().nullsFirst(),
      ),
      foreignKey({
        name: 'payments_invoice_fk',
        columns: [t.organizationId, t.invoiceId, t.customerId, t.currency],
        foreignColumns: [
          invoices.organizationId,
          invoices.id,
          invoices.customerId,
          invoices.currency,
        ],
      }),
      oneOf('payments_method_check', t.method, paymentMethods),
      check('payments_amount_check', sql`${t.amount} > 0`),
    ],
    { write: 'member', appendOnly: true, portal: readByCustomer },
  ),
  'What was paid of an invoice. No more than is open is taken, and no payment is changed.',
  {
    invoiceId: 'The invoice.',
    customerId: 'Whose the invoice is; the foreign key says that it is.',
    method: 'How it was paid.',
    amount: 'How much.',
    currency: 'ISO 4217: the invoice’s; the foreign key says that it is.',
    reference: 'The number of the check or of the transfer.',
    receivedOn: 'The day it came in.',
  },
);
