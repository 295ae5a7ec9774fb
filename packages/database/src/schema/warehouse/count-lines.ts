import { sql } from 'drizzle-orm';
import { check, foreignKey, index, unique, uuid } from 'drizzle-orm/pg-core';
import { commented } from '../commented.ts';
import { tenantTable } from '../tenancy.ts';
import { countSheets } from './count-sheets.ts';
import { quantity } from './quantity.ts';
import { itemReference, lotReference } from './stock-references.ts';

export const countLines = commented(
  tenantTable(
    'count_lines',
    {
      countSheetId: uuid('count_sheet_id').notNull(),
      itemId: uuid('item_id').notNull(),
      lotId: uuid('lot_id'),
      expected: quantity('expected').notNull().default('0'),
      counted: quantity('counted'),
      variance: quantity('variance').generatedAlwaysAs(sql`counted - expected`),
    },
    (t) => [
      unique('count_lines_item_unique')
        .on(t.organizationId, t.countSheetId, t.itemId, t.lotId)
        .nullsNotDistinct(),
      index('count_lines_lot_idx').on(t.organizationId, t.itemId, t.lotId),
      foreignKey({
        name: 'count_lines_count_sheet_fk',
        columns: [t.organizationId, t.countSheetId],
        foreignColumns: [countSheets.organizationId, countSheets.id],
      }),
      itemReference('count_lines_item_fk', t.organizationId, t.itemId),
      lotReference('count_lines_lot_fk', t),
      check('count_lines_counted_check', sql`${t.counted} >= 0`),
    ],
    { write: 'member', updatable: ['counted'] },
  ),
  'One item of a count, of one of its lots.',
  {
    countSheetId: 'The count it belongs to.',
    itemId: 'What is counted.',
    lotId: 'Which lot of it; null: what belongs to none.',
    expected: 'The balance at the moment it was counted; a trigger fills it in.',
    counted: 'How much was there; null: not counted yet.',
    variance: 'What the ledger lacks: counted less expected.',
  },
);
