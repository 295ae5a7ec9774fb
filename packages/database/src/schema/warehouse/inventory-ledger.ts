import { sql } from 'drizzle-orm';
import { check, foreignKey, index, text, unique, uuid } from 'drizzle-orm/pg-core';
import { oneOf } from '../checks.ts';
import { moment } from '../columns.ts';
import { commented } from '../commented.ts';
import { memberReference } from '../core/member-reference.ts';
import { actsAsThemselves, tenantTable } from '../tenancy.ts';
import { countLines } from './count-lines.ts';
import { quantity } from './quantity.ts';
import { itemReference, locationReference, lotReference } from './stock-references.ts';

export const ledgerReasons = [
  'receipt',
  'shipment',
  'return',
  'transfer',
  'adjustment',
  'damage',
  'count',
] as const;
export type LedgerReason = (typeof ledgerReasons)[number];

export const inventoryLedger = commented(
  tenantTable(
    'inventory_ledger',
    {
      itemId: uuid('item_id').notNull(),
      locationId: uuid('location_id').notNull(),
      lotId: uuid('lot_id'),
      quantityDelta: quantity('quantity_delta').notNull(),
      reason: text('reason', { enum: ledgerReasons }).notNull(),
      reference: text('reference'),
      countLineId: uuid('count_line_id'),
      occurredAt: moment('occurred_at').notNull().defaultNow(),
      userId: uuid('user_id'),
    },
    (t) => [
      // A line of a count is posted once, whatever the code does.
      unique('inventory_ledger_count_line_unique').on(t.organizationId, t.countLineId),
      // The entries behind one balance.
      index('inventory_ledger_balance_idx').on(t.organizationId, t.itemId, t.lotId, t.locationId),
      index('inventory_ledger_item_idx').on(t.organizationId, t.itemId, t.occurredAt),
      index('inventory_ledger_location_idx').on(t.organizationId, t.locationId, t.occurredAt),
      index('inventory_ledger_occurred_at_idx').on(t.organizationId, t.occurredAt),
      index('inventory_ledger_user_id_idx').on(t.organizationId, t.userId, t.occurredAt),
      itemReference('inventory_ledger_item_fk', t.organizationId, t.itemId),
      locationReference('inventory_ledger_location_fk', t.organizationId, t.locationId),
      lotReference('inventory_ledger_lot_fk', t),
      memberReference('inventory_ledger_user_fk', t.organizationId, t.userId),
      foreignKey({
        name: 'inventory_ledger_count_line_fk',
        columns: [t.organizationId, t.countLineId],
        foreignColumns: [countLines.organizationId, countLines.id],
      }),
      check('inventory_ledger_quantity_delta_check', sql`${t.quantityDelta} <> 0`),
      oneOf('inventory_ledger_reason_check', t.reason, ledgerReasons),
      check(
        'inventory_ledger_count_check',
        sql`(${t.reason} = 'count') = (${t.countLineId} is not null)`,
      ),
    ],
    {
      write: 'member',
      appendOnly: true,
      // In one's own name, now; a count is entered by posting its sheet.
      insertCheck: `${actsAsThemselves('user_id')} and count_line_id is null and created_at = now() and updated_at = now()`,
    },
  ),
  'What went in and out, entry by entry. Rows are only ever added: a mistake is mended by another entry.',
  {
    itemId: 'What was moved.',
    locationId: 'Where it went in or out.',
    lotId: 'Of which lot of that item; null: of none.',
    quantityDelta: 'By how much, in the item’s unit: in is positive, out is negative.',
    reason: 'Why.',
    reference: 'What it belongs to, as people know it: an order, a delivery, a count sheet.',
    countLineId: 'The line of a count sheet that it was posted for; null: for none.',
    occurredAt: 'When it happened, which may be before it was entered.',
    userId: 'The member who entered it; null: the system did.',
  },
);
