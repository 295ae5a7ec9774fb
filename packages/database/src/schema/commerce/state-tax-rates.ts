import { sql } from 'drizzle-orm';
import { check, date, numeric, text, unique } from 'drizzle-orm/pg-core';
import { matches, oneOf } from '../checks.ts';
import { commented } from '../commented.ts';
import { tenantTable } from '../tenancy.ts';

export const taxedProductTypes = ['wine', 'spirits', 'beer'] as const;
export type TaxedProductType = (typeof taxedProductTypes)[number];

// That the days of two rates do not overlap is in policies/commerce/tax-rates.ts: drizzle-kit knows no exclusion constraint.

export const stateTaxRates = commented(
  tenantTable(
    'state_tax_rates',
    {
      state: text('state').notNull(),
      productType: text('product_type', { enum: taxedProductTypes }).notNull(),
      rate: numeric('rate', { precision: 6, scale: 5 }).notNull(),
      validFrom: date('valid_from').notNull(),
      validTo: date('valid_to'),
    },
    (t) => [
      // How a rate is looked up: the newest one that began by the day of the order.
      unique('state_tax_rates_valid_from_unique').on(
        t.organizationId,
        t.state,
        t.productType,
        t.validFrom,
      ),
      matches('state_tax_rates_state_check', t.state, '^[A-Z]{2}$'),
      oneOf('state_tax_rates_product_type_check', t.productType, taxedProductTypes),
      check('state_tax_rates_rate_check', sql`${t.rate} >= 0 and ${t.rate} < 1`),
      check('state_tax_rates_valid_to_check', sql`${t.validTo} >= ${t.validFrom}`),
    ],
    { write: 'admin' },
  ),
  'What a state takes of a sale. On each day one rate at most holds for a state and a type of product.',
  {
    state: 'The state, as two letters.',
    productType: 'The type of product that is taxed so.',
    rate: 'The part of the price: 0.09 is nine percent.',
    validFrom: 'The first day on which it holds.',
    validTo: 'The last day on which it holds; null: until another one is known.',
  },
);
