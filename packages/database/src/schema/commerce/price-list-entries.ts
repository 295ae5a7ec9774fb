import { sql } from 'drizzle-orm';
import { check, date, index, integer, text, uuid } from 'drizzle-orm/pg-core';
import { matches, oneOf } from '../checks.ts';
import { money } from '../columns.ts';
import { commented } from '../commented.ts';
import { tenantTable } from '../tenancy.ts';
import { customerReference } from './customer-reference.ts';
import { customerTiers } from './customers.ts';
import { skuReference } from './sku-reference.ts';

export const priceListEntries = commented(
  tenantTable(
    'price_list_entries',
    {
      skuId: uuid('sku_id').notNull(),
      tier: text('tier', { enum: customerTiers }),
      customerId: uuid('customer_id'),
      minimumQuantity: integer('minimum_quantity').notNull().default(1),
      unitPrice: money('unit_price').notNull(),
      currency: text('currency').notNull().default('USD'),
      validFrom: date('valid_from').notNull(),
      validTo: date('valid_to'),
    },
    (t) => [
      index('price_list_entries_sku_id_idx').on(t.organizationId, t.skuId),
      index('price_list_entries_customer_id_idx').on(t.organizationId, t.customerId),
      skuReference('price_list_entries_sku_fk', t.organizationId, t.skuId),
      customerReference('price_list_entries_customer_fk', t.organizationId, t.customerId),
      check('price_list_entries_target_check', sql`num_nonnulls(${t.tier}, ${t.customerId}) = 1`),
      oneOf('price_list_entries_tier_check', t.tier, customerTiers),
      check('price_list_entries_minimum_check', sql`${t.minimumQuantity} > 0`),
      check('price_list_entries_unit_price_check', sql`${t.unitPrice} >= 0`),
      matches('price_list_entries_currency_check', t.currency, '^[A-Z]{3}$'),
      check('price_list_entries_valid_check', sql`${t.validTo} >= ${t.validFrom}`),
    ],
    {
      write: 'member',
      portal: {
        visible:
          '(customer_id = (select app.portal_customer_id()) or tier = (select app.portal_tier()))',
        allow: ['select'],
      },
    },
  ),
  'Prices other than the list price. No two for the same buyer and quantity hold on one day.',
  {
    skuId: 'Of what.',
    tier: 'For which customers, unless it is for one alone.',
    customerId: 'For which customer alone; nobody else sees it.',
    minimumQuantity: 'From how many bottles on.',
    unitPrice: 'The price of one bottle.',
    currency: 'ISO 4217: of that price.',
    validFrom: 'The first day on which it holds.',
    validTo: 'The last day on which it holds; null: until further notice.',
  },
);
