import { sql } from 'drizzle-orm';
import { check, index, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { oneOf } from '../checks.ts';
import { commented } from '../commented.ts';
import { tenantTable } from '../tenancy.ts';

export const projectStatuses = ['planned', 'active', 'completed', 'archived'] as const;
export type ProjectStatus = (typeof projectStatuses)[number];

/** The example every guide uses. A deleted project frees its name. */
export const projects = commented(
  tenantTable(
    'projects',
    {
      name: text('name').notNull(),
      description: text('description'),
      status: text('status', { enum: projectStatuses }).notNull().default('active'),
    },
    (t) => [
      uniqueIndex('projects_name_unique')
        .on(t.organizationId, t.name)
        .where(sql`${t.deletedAt} is null`),
      index('projects_status_idx').on(t.organizationId, t.status),
      check('projects_name_check', sql`${t.name} <> ''`),
      oneOf('projects_status_check', t.status, projectStatuses),
    ],
    { softDelete: true, write: 'member' },
  ),
  'Projects: the example of the guides.',
  {
    name: 'What it is called; unique in the organization among those that are not deleted.',
    description: 'What it is about; null: nothing was said.',
    status: 'How far it is.',
  },
);
