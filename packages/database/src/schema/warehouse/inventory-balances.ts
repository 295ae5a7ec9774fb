import { index, unique, uuid } from 'drizzle-orm/pg-core';
import { moment } from '../columns.ts';
import { commented } from '../commented.ts';
import { tenantTable } from '../tenancy.ts';
import { quantity } from './quantity.ts';
import { itemReference, locationReference, lotReference } from './stock-references.ts';

export const inventoryBalances = commented(
  tenantTable(
    'inventory_balances',
    {
      itemId: uuid('item_id').notNull(),
      locationId: uuid('location_id').notNull(),
      lotId: uuid('lot_id'),
      quantity: quantity('quantity').notNull().default('0'),
      lastEntryAt: moment('last_entry_at'),
    },
    (t) => [
      // No lot is one of the lots: NULL is there once.
      unique('inventory_balances_key_unique')
        .on(t.organizationId, t.itemId, t.lotId, t.locationId)
        .nullsNotDistinct(),
      index('inventory_balances_location_idx').on(t.organizationId, t.locationId, t.itemId),
      itemReference('inventory_balances_item_fk', t.organizationId, t.itemId),
      locationReference('inventory_balances_location_fk', t.organizationId, t.locationId),
      lotReference('inventory_balances_lot_fk', t),
    ],
    // The ledger's trigger alone.
    { write: false, commands: ['select'] },
  ),
  'How much of each item, of each of its lots, is at each location: the sum of its entries in the ledger, kept by a trigger.',
  {
    itemId: 'Of which item.',
    locationId: 'Where.',
    lotId: 'Of which lot; null: what belongs to none.',
    quantity:
      'How much, in the item’s unit. Below zero only where the organization’s settings allow it.',
    lastEntryAt: 'When the last of its entries happened; null: there is none.',
  },
);
