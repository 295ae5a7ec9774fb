import { sql } from 'drizzle-orm';
import { check, index, text, unique } from 'drizzle-orm/pg-core';
import { commented } from '../commented.ts';
import { tenantTable } from '../tenancy.ts';

export const items = commented(
  tenantTable(
    'items',
    {
      itemNumber: text('item_number').notNull(),
      name: text('name').notNull(),
      unit: text('unit').notNull().default('each'),
    },
    (t) => [
      unique('items_item_number_unique').on(t.organizationId, t.itemNumber),
      index('items_name_idx').on(t.organizationId, t.name),
      check('items_item_number_check', sql`${t.itemNumber} <> ''`),
      check('items_name_check', sql`${t.name} <> ''`),
      check('items_unit_check', sql`${t.unit} <> ''`),
    ],
    { write: 'member' },
  ),
  'What lies in the warehouse.',
  {
    itemNumber: 'The number it is found by; unique in the organization.',
    name: 'What it is called.',
    unit: 'What its quantities count: each, case, kg.',
  },
);
