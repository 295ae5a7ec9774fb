import { sql } from 'drizzle-orm';
import { boolean, check, integer, jsonb, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { isJsonObject, matches } from '../checks.ts';
import { commented } from '../commented.ts';
import { tenantTable } from '../tenancy.ts';

export const agents = commented(
  tenantTable(
    'agents',
    {
      name: text('name').notNull(),
      type: text('type').notNull(),
      config: jsonb('config').$type<Readonly<Record<string, unknown>>>().notNull().default({}),
      version: integer('version').notNull().default(1),
      isActive: boolean('is_active').notNull().default(true),
    },
    (t) => [
      uniqueIndex('agents_name_unique')
        .on(t.organizationId, t.name)
        .where(sql`${t.deletedAt} is null`),
      check('agents_name_check', sql`${t.name} <> ''`),
      matches('agents_type_check', t.type, '^[a-z][a-z0-9_]*$'),
      isJsonObject('agents_config_check', t.config),
      check('agents_version_check', sql`${t.version} >= 1`),
    ],
    // Not deleted by members for good: executions refer to it.
    { softDelete: true, write: 'manager', commands: ['select', 'insert', 'update'] },
  ),
  'AI agents that an organization has set up.',
  {
    name: 'What people call it; unique among those that are not deleted.',
    type: 'What it works on: opportunity, target, realization. An open set: products add their own.',
    config: 'Its instructions and settings: a JSON object.',
    version:
      'How often the configuration was saved. A save carries the next number, or it is refused.',
    isActive: 'Whether it may be executed.',
  },
);
