import { sql } from 'drizzle-orm';
import { check, date, foreignKey, index, text, unique, uuid } from 'drizzle-orm/pg-core';
import { commented } from '../commented.ts';
import { tenantTable } from '../tenancy.ts';
import { items } from './items.ts';

export const lots = commented(
  tenantTable(
    'lots',
    {
      itemId: uuid('item_id').notNull(),
      lotNumber: text('lot_number').notNull(),
      expiresOn: date('expires_on'),
    },
    (t) => [
      unique('lots_lot_number_unique').on(t.organizationId, t.itemId, t.lotNumber),
      // What a row refers to that carries the item as well: a lot is of one item.
      unique('lots_item_unique').on(t.organizationId, t.itemId, t.id),
      index('lots_expires_on_idx').on(t.organizationId, t.expiresOn),
      foreignKey({
        name: 'lots_item_fk',
        columns: [t.organizationId, t.itemId],
        foreignColumns: [items.organizationId, items.id],
      }),
      check('lots_lot_number_check', sql`${t.lotNumber} <> ''`),
    ],
    { write: 'member' },
  ),
  'What was made together of one item, and expires together.',
  {
    itemId: 'Of which item.',
    lotNumber: 'The number on the package; unique for its item.',
    expiresOn: 'The last day on which it is good; null: it does not expire.',
  },
);
