import { sql } from 'drizzle-orm';
import { check, foreignKey, index, integer, text, uuid } from 'drizzle-orm/pg-core';
import { oneOf } from '../checks.ts';
import { money } from '../columns.ts';
import { commented } from '../commented.ts';
import { tenantTable } from '../tenancy.ts';
import { orders } from './orders.ts';
import { readByCustomer } from './portal-rows.ts';
import { priceListEntries } from './price-list-entries.ts';
import { skuReference } from './sku-reference.ts';

export const priceRules = ['list', 'tier', 'customer'] as const;
export type PriceRule = (typeof priceRules)[number];

export const orderLines = commented(
  tenantTable(
    'order_lines',
    {
      orderId: uuid('order_id').notNull(),
      customerId: uuid('customer_id').notNull(),
      skuId: uuid('sku_id').notNull(),
      quantity: integer('quantity').notNull(),
      unitPrice: money('unit_price').notNull(),
      currency: text('currency').notNull().default('USD'),
      lineTotal: money('line_total')
        .notNull()
        .generatedAlwaysAs(sql`quantity * unit_price`),
      priceRule: text('price_rule', { enum: priceRules }).notNull().default('list'),
      priceListEntryId: uuid('price_list_entry_id'),
    },
    (t) => [
      index('order_lines_order_id_idx').on(t.organizationId, t.orderId, t.customerId, t.currency),
      index('order_lines_sku_id_idx').on(t.organizationId, t.skuId),
      index('order_lines_price_list_entry_id_idx').on(t.organizationId, t.priceListEntryId),
      foreignKey({
        name: 'order_lines_order_fk',
        columns: [t.organizationId, t.orderId, t.customerId, t.currency],
        foreignColumns: [orders.organizationId, orders.id, orders.customerId, orders.currency],
      }),
      skuReference('order_lines_sku_fk', t.organizationId, t.skuId),
      foreignKey({
        name: 'order_lines_price_list_entry_fk',
        columns: [t.organizationId, t.priceListEntryId],
        foreignColumns: [priceListEntries.organizationId, priceListEntries.id],
      }),
      check('order_lines_quantity_check', sql`${t.quantity} > 0`),
      check('order_lines_unit_price_check', sql`${t.unitPrice} >= 0`),
      oneOf('order_lines_price_rule_check', t.priceRule, priceRules),
      check(
        'order_lines_price_list_entry_check',
        sql`(${t.priceRule} = 'list') = (${t.priceListEntryId} is null)`,
      ),
    ],
    {
      write: 'member',
      updatable: ['quantity', 'unit_price', 'price_rule', 'price_list_entry_id'],
      portal: readByCustomer,
    },
  ),
  'What an order is for. Once the order is confirmed, its lines stay as they are.',
  {
    orderId: 'The order.',
    customerId: 'Whose the order is; the foreign key says that it is.',
    skuId: 'What is ordered.',
    quantity: 'How many bottles.',
    unitPrice: 'What one bottle costs.',
    currency: 'ISO 4217: the order’s; the foreign key says that it is.',
    lineTotal: 'What all of them cost.',
    priceRule: 'Whose price it is: the list’s, that of the customer’s tier, or the customer’s own.',
    priceListEntryId: 'The entry of the price list it was taken from; null: the list price.',
  },
);
