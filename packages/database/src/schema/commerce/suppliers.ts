import { sql } from 'drizzle-orm';
import { check, text, unique } from 'drizzle-orm/pg-core';
import { matches, oneOf } from '../checks.ts';
import { commented } from '../commented.ts';
import { tenantTable } from '../tenancy.ts';

export const supplierStatuses = ['active', 'inactive'] as const;
export type SupplierStatus = (typeof supplierStatuses)[number];

export const suppliers = commented(
  tenantTable(
    'suppliers',
    {
      name: text('name').notNull(),
      status: text('status', { enum: supplierStatuses }).notNull().default('active'),
      contactName: text('contact_name'),
      contactEmail: text('contact_email'),
      contactPhone: text('contact_phone'),
    },
    (t) => [
      unique('suppliers_name_unique').on(t.organizationId, t.name),
      check('suppliers_name_check', sql`${t.name} <> ''`),
      oneOf('suppliers_status_check', t.status, supplierStatuses),
      matches('suppliers_contact_email_check', t.contactEmail, '^[^@[:space:]]+@[^@[:space:]]+$'),
    ],
    { write: 'member' },
  ),
  'Whom the organization buys from: wineries, distilleries, importers.',
  {
    name: 'The name of the business; unique in the organization.',
    status: 'Whether it still supplies.',
    contactName: 'Whom to ask for.',
    contactEmail: 'Where they are written to.',
    contactPhone: 'Where they are called.',
  },
);
