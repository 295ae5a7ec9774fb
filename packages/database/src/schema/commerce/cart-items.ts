import { sql } from 'drizzle-orm';
import { check, foreignKey, index, integer, unique, uuid } from 'drizzle-orm/pg-core';
import { commented } from '../commented.ts';
import { tenantTable } from '../tenancy.ts';
import { carts } from './carts.ts';
import { keptByPortalUser } from './portal-rows.ts';
import { skuReference } from './sku-reference.ts';

export const cartItems = commented(
  tenantTable(
    'cart_items',
    {
      cartId: uuid('cart_id').notNull(),
      portalUserId: uuid('portal_user_id').notNull(),
      skuId: uuid('sku_id').notNull(),
      quantity: integer('quantity').notNull(),
    },
    (t) => [
      unique('cart_items_sku_unique').on(t.organizationId, t.cartId, t.skuId),
      index('cart_items_cart_id_idx').on(t.organizationId, t.cartId, t.portalUserId),
      index('cart_items_sku_id_idx').on(t.organizationId, t.skuId),
      foreignKey({
        name: 'cart_items_cart_fk',
        columns: [t.organizationId, t.cartId, t.portalUserId],
        foreignColumns: [carts.organizationId, carts.id, carts.portalUserId],
      }),
      skuReference('cart_items_sku_fk', t.organizationId, t.skuId),
      check('cart_items_quantity_check', sql`${t.quantity} > 0`),
    ],
    { write: 'member', portal: keptByPortalUser },
  ),
  'What is in a cart. Its price is that of the day on which it is ordered.',
  {
    cartId: 'The cart.',
    portalUserId: 'Whose the cart is; the foreign key says that it is.',
    skuId: 'What is wanted.',
    quantity: 'How many bottles.',
  },
);
