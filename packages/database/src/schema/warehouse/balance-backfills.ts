import { sql } from 'drizzle-orm';
import { check, integer, pgTable, uuid } from 'drizzle-orm/pg-core';
import { tenantScope, timestamps } from '@startkit/tenancy/drizzle';
import { identifier, moment } from '../columns.ts';
import { commented } from '../commented.ts';

export const balanceBackfills = commented(
  tenantScope(
    pgTable(
      'balance_backfills',
      {
        id: identifier(),
        lastOrganizationId: uuid('last_organization_id'),
        lastItemId: uuid('last_item_id'),
        itemsDone: integer('items_done').notNull().default(0),
        balancesMended: integer('balances_mended').notNull().default(0),
        finishedAt: moment('finished_at'),
        ...timestamps(),
      },
      (t) => [
        check('balance_backfills_items_done_check', sql`${t.itemsDone} >= 0`),
        check('balance_backfills_balances_mended_check', sql`${t.balancesMended} >= 0`),
      ],
    ),
    { scope: 'private' },
  ),
  'How far db:backfill-balances came: a run that was interrupted goes on from there.',
  {
    lastOrganizationId: 'The organization of the last item that is done; null: none is.',
    lastItemId: 'The last item that is done: they are taken in the order of their keys.',
    itemsDone: 'How many items are done.',
    balancesMended: 'How many balances were not what the ledger says.',
    finishedAt: 'When every item was done; null: not yet.',
  },
);
