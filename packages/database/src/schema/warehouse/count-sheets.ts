import { sql } from 'drizzle-orm';
import { check, index, text, unique, uuid } from 'drizzle-orm/pg-core';
import { oneOf } from '../checks.ts';
import { moment } from '../columns.ts';
import { commented } from '../commented.ts';
import { memberReference } from '../core/member-reference.ts';
import { tenantTable } from '../tenancy.ts';
import { locationReference } from './stock-references.ts';

export const countSheetStatuses = ['draft', 'counting', 'posted', 'cancelled'] as const;
export type CountSheetStatus = (typeof countSheetStatuses)[number];

export const countSheets = commented(
  tenantTable(
    'count_sheets',
    {
      countNumber: text('count_number').notNull(),
      locationId: uuid('location_id').notNull(),
      status: text('status', { enum: countSheetStatuses }).notNull().default('draft'),
      postedAt: moment('posted_at'),
      postedBy: uuid('posted_by'),
    },
    (t) => [
      unique('count_sheets_count_number_unique').on(t.organizationId, t.countNumber),
      index('count_sheets_location_idx').on(t.organizationId, t.locationId),
      index('count_sheets_status_idx').on(t.organizationId, t.status),
      index('count_sheets_posted_by_idx').on(t.organizationId, t.postedBy),
      locationReference('count_sheets_location_fk', t.organizationId, t.locationId),
      memberReference('count_sheets_posted_by_fk', t.organizationId, t.postedBy),
      check('count_sheets_count_number_check', sql`${t.countNumber} <> ''`),
      oneOf('count_sheets_status_check', t.status, countSheetStatuses),
      check(
        'count_sheets_posted_check',
        sql`(${t.status} = 'posted') = (${t.postedAt} is not null) and (${t.postedBy} is null or ${t.status} = 'posted')`,
      ),
    ],
    {
      write: 'member',
      insertCheck: `status = 'draft'`,
      updatable: ['count_number', 'status'],
    },
  ),
  'What is counted at a location, and becomes entries of the ledger once it is posted.',
  {
    countNumber: 'The number of the count; unique in the organization.',
    locationId: 'Where is counted.',
    status:
      'draft, then counting, then posted; or cancelled before that. Posted and cancelled are final.',
    postedAt: 'When its differences were entered in the ledger; null: not yet.',
    postedBy: 'The member who posted it; null: the system did, or nobody yet.',
  },
);
