import { sql } from 'drizzle-orm';
import { check, integer, jsonb, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { isJsonObject } from '../checks.ts';
import { moment } from '../columns.ts';
import { commented } from '../commented.ts';
import { tenantTable } from '../tenancy.ts';

export const models = commented(
  tenantTable(
    'models',
    {
      name: text('name').notNull(),
      publishedAt: moment('published_at'),
      schema: jsonb('schema').$type<Readonly<Record<string, unknown>>>().notNull(),
      version: integer('version').notNull().default(1),
    },
    (t) => [
      uniqueIndex('models_name_unique')
        .on(t.organizationId, t.name)
        .where(sql`${t.deletedAt} is null`),
      check('models_name_check', sql`${t.name} <> ''`),
      isJsonObject('models_schema_check', t.schema),
      check('models_version_check', sql`${t.version} >= 1`),
    ],
    // Not deleted by members for good: canvases refer to it.
    { softDelete: true, write: 'manager', commands: ['select', 'insert', 'update'] },
  ),
  'Templates of canvases: what the data of a canvas looks like.',
  {
    name: 'What people call it; unique among those that are not deleted.',
    publishedAt: 'Since when canvases are made of it; null: a draft.',
    schema:
      'The JSON Schema that the data of its canvases satisfies; services validate, the database sees to it that it is an object.',
    version: 'How often the schema was saved. A save carries the next number, or it is refused.',
  },
);
