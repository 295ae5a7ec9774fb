import { sql } from 'drizzle-orm';
import { check, foreignKey, index, integer, unique, uuid } from 'drizzle-orm/pg-core';
import { commented } from '../commented.ts';
import { tenantTable } from '../tenancy.ts';
import { lists } from './lists.ts';
import { keptByPortalUser } from './portal-rows.ts';
import { skuReference } from './sku-reference.ts';

export const listItems = commented(
  tenantTable(
    'list_items',
    {
      listId: uuid('list_id').notNull(),
      portalUserId: uuid('portal_user_id').notNull(),
      skuId: uuid('sku_id').notNull(),
      quantity: integer('quantity').notNull().default(1),
    },
    (t) => [
      unique('list_items_sku_unique').on(t.organizationId, t.listId, t.skuId),
      index('list_items_list_id_idx').on(t.organizationId, t.listId, t.portalUserId),
      index('list_items_sku_id_idx').on(t.organizationId, t.skuId),
      foreignKey({
        name: 'list_items_list_fk',
        columns: [t.organizationId, t.listId, t.portalUserId],
        foreignColumns: [lists.organizationId, lists.id, lists.portalUserId],
      }),
      skuReference('list_items_sku_fk', t.organizationId, t.skuId),
      check('list_items_quantity_check', sql`${t.quantity} > 0`),
    ],
    { write: 'member', portal: keptByPortalUser },
  ),
  'What is on a list.',
  {
    listId: 'The list.',
    portalUserId: 'Whose the list is; the foreign key says that it is.',
    skuId: 'What is on it.',
    quantity: 'How many bottles are ordered from it at a time.',
  },
);
