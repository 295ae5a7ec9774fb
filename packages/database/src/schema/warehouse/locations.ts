import { sql } from 'drizzle-orm';
import { check, text, unique } from 'drizzle-orm/pg-core';
import { commented } from '../commented.ts';
import { tenantTable } from '../tenancy.ts';

export const locations = commented(
  tenantTable(
    'locations',
    {
      site: text('site').notNull(),
      name: text('name').notNull(),
    },
    (t) => [
      unique('locations_name_unique').on(t.organizationId, t.site, t.name),
      check('locations_site_check', sql`${t.site} <> ''`),
      check('locations_name_check', sql`${t.name} <> ''`),
    ],
    { write: 'member' },
  ),
  'Where items lie: a shelf, a cold room.',
  {
    site: 'The building.',
    name: 'The place in it; unique in its site.',
  },
);
