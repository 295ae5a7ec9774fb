import { sql } from 'drizzle-orm';
import { check, integer, unique, uuid } from 'drizzle-orm/pg-core';
import { commented } from '../commented.ts';
import { tenantTable } from '../tenancy.ts';
import { skuReference } from './sku-reference.ts';

export const inventory = commented(
  tenantTable(
    'inventory',
    {
      skuId: uuid('sku_id').notNull(),
      onHand: integer('on_hand').notNull().default(0),
      reserved: integer('reserved').notNull().default(0),
      available: integer('available')
        .notNull()
        .generatedAlwaysAs(sql`on_hand - reserved`),
    },
    (t) => [
      unique('inventory_sku_unique').on(t.organizationId, t.skuId),
      skuReference('inventory_sku_fk', t.organizationId, t.skuId),
      check('inventory_reserved_check', sql`${t.reserved} >= 0`),
      // Two orders for the last bottle: the second fails here.
      check('inventory_available_check', sql`${t.onHand} >= ${t.reserved}`),
    ],
    // What is reserved follows from the orders: a trigger of theirs writes it.
    { write: 'member', insertCheck: 'reserved = 0', updatable: ['on_hand'] },
  ),
  'How much there is of each SKU, in bottles.',
  {
    skuId: 'Of what.',
    onHand: 'How many bottles are in the warehouse.',
    reserved: 'How many of them confirmed orders wait for.',
    available: 'How many more may be ordered.',
  },
);
