import { tenantScope, timestamps } from '@startkit/tenancy/drizzle';
import { jsonb, pgTable, text } from 'drizzle-orm/pg-core';
import { isJsonObject, matches, oneOf } from '../checks.ts';
import { identifier, moment } from '../columns.ts';
import { commented } from '../commented.ts';
import type { OrganizationDisplaySettings, OrganizationLimits } from './organization-json.ts';

export const organizationStatuses = ['active', 'suspended'] as const;
export type OrganizationStatus = (typeof organizationStatuses)[number];

/** The tenants. */
export const organizations = commented(
  tenantScope(
    pgTable(
      'organizations',
      {
        id: identifier(),
        clerkOrgId: text('clerk_org_id').unique(),
        name: text('name').notNull(),
        slug: text('slug').notNull().unique(),
        status: text('status', { enum: organizationStatuses }).notNull().default('active'),
        contactEmail: text('contact_email'),
        settings: jsonb('settings').$type<OrganizationDisplaySettings>().notNull().default({}),
        limits: jsonb('limits').$type<OrganizationLimits>().notNull().default({}),
        deletedAt: moment('deleted_at'),
        ...timestamps(),
      },
      (t) => [
        matches('organizations_slug_check', t.slug, '^[a-z0-9]+(-[a-z0-9]+)*$'),
        oneOf('organizations_status_check', t.status, organizationStatuses),
        isJsonObject('organizations_settings_check', t.settings),
        isJsonObject('organizations_limits_check', t.limits),
      ],
    ),
    {
      scope: 'organization',
      write: 'admin',
      protectedColumns: ['id', 'clerk_org_id', 'slug', 'status', 'limits', 'deleted_at'],
    },
  ),
  'The tenants.',
  {
    id: 'Its id, which every row of the tenant carries: a UUIDv7, made by the database.',
    clerkOrgId: 'What Clerk calls it; null: Clerk does not know it.',
    name: 'What it is called.',
    slug: 'What it is called in addresses; unique.',
    status: 'Whether its people may work.',
    contactEmail: 'Where it is written to.',
    settings: 'How it presents itself: its logo, its colour.',
    limits: 'What was agreed with it beyond its plan; what is left out is the limit of the plan.',
    deletedAt: 'When it was deleted; null: it was not.',
  },
);
