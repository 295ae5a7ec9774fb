import { sql } from 'drizzle-orm';
import { check, foreignKey, integer, text, unique, uuid } from 'drizzle-orm/pg-core';
import { matches } from '../checks.ts';
import { money } from '../columns.ts';
import { commented } from '../commented.ts';
import { tenantTable } from '../tenancy.ts';
import { products } from './products.ts';

export const skus = commented(
  tenantTable(
    'skus',
    {
      productId: uuid('product_id').notNull(),
      code: text('code').notNull(),
      bottleSizeMl: integer('bottle_size_ml').notNull().default(750),
      bottlesPerCase: integer('bottles_per_case').notNull().default(12),
      unitPrice: money('unit_price').notNull(),
      currency: text('currency').notNull().default('USD'),
    },
    (t) => [
      unique('skus_code_unique').on(t.organizationId, t.code),
      unique('skus_packaging_unique').on(
        t.organizationId,
        t.productId,
        t.bottleSizeMl,
        t.bottlesPerCase,
      ),
      foreignKey({
        name: 'skus_product_fk',
        columns: [t.organizationId, t.productId],
        foreignColumns: [products.organizationId, products.id],
      }),
      check('skus_code_check', sql`${t.code} <> ''`),
      check('skus_bottle_size_check', sql`${t.bottleSizeMl} > 0`),
      check('skus_bottles_per_case_check', sql`${t.bottlesPerCase} > 0`),
      check('skus_unit_price_check', sql`${t.unitPrice} >= 0`),
      matches('skus_currency_check', t.currency, '^[A-Z]{3}$'),
    ],
    { write: 'member', portal: { allow: ['select'] } },
  ),
  'How a product is packed. It is counted, priced and ordered in bottles.',
  {
    productId: 'What is in the bottle.',
    code: 'The number of this packaging; unique in the organization.',
    bottleSizeMl: 'What a bottle holds, in millilitres.',
    bottlesPerCase: 'How many bottles a case holds.',
    unitPrice: 'The list price of one bottle: for whom no other price applies.',
    currency: 'ISO 4217: of that price.',
  },
);
