import { sql } from 'drizzle-orm';
import { check, date, index, text, unique } from 'drizzle-orm/pg-core';
import { matches, oneOf } from '../checks.ts';
import { money } from '../columns.ts';
import { commented } from '../commented.ts';
import { tenantTable } from '../tenancy.ts';

export const customerTiers = ['basic', 'standard', 'premium', 'enterprise'] as const;
export type CustomerTier = (typeof customerTiers)[number];

export const customerStatuses = ['active', 'inactive'] as const;
export type CustomerStatus = (typeof customerStatuses)[number];

export const paymentTerms = ['PREPAID', 'NET15', 'NET30', 'NET45', 'NET60'] as const;
export type PaymentTerms = (typeof paymentTerms)[number];

export const customers = commented(
  tenantTable(
    'customers',
    {
      number: text('number').notNull(),
      name: text('name').notNull(),
      tier: text('tier', { enum: customerTiers }).notNull().default('standard'),
      status: text('status', { enum: customerStatuses }).notNull().default('active'),
      paymentTerms: text('payment_terms', { enum: paymentTerms }).notNull().default('NET30'),
      licenseNumber: text('license_number'),
      licenseExpiresOn: date('license_expires_on'),
      creditLimit: money('credit_limit'),
      currency: text('currency').notNull().default('USD'),
      state: text('state'),
      contactName: text('contact_name'),
      contactEmail: text('contact_email'),
      contactPhone: text('contact_phone'),
    },
    (t) => [
      unique('customers_number_unique').on(t.organizationId, t.number),
      index('customers_name_idx').on(t.organizationId, t.name),
      check('customers_number_check', sql`${t.number} <> ''`),
      check('customers_name_check', sql`${t.name} <> ''`),
      oneOf('customers_tier_check', t.tier, customerTiers),
      oneOf('customers_status_check', t.status, customerStatuses),
      oneOf('customers_payment_terms_check', t.paymentTerms, paymentTerms),
      check('customers_credit_limit_check', sql`${t.creditLimit} >= 0`),
      matches('customers_currency_check', t.currency, '^[A-Z]{3}$'),
      matches('customers_state_check', t.state, '^[A-Z]{2}$'),
    ],
    { write: 'member' },
  ),
  'Who buys from the organization: a shop, a restaurant.',
  {
    number: 'The customer number, as on its orders and invoices; unique in the organization.',
    name: 'The name of the business.',
    tier: 'Which price list applies, unless the customer has a price of its own.',
    status: 'Whether it may order.',
    paymentTerms: 'How long an invoice may stay open: NET30 is 30 days.',
    licenseNumber: 'Its license to sell alcohol.',
    licenseExpiresOn: 'The last day on which that license is good.',
    creditLimit: 'How much may be open at once; null: no limit.',
    currency: 'ISO 4217: of the credit limit and of its orders.',
    state: 'The state it is taxed in, as two letters.',
    contactName: 'Whom to ask for.',
    contactEmail: 'Where they are written to.',
    contactPhone: 'Where they are called.',
  },
);
