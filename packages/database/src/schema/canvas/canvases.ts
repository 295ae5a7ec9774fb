import { sql } from 'drizzle-orm';
import { check, foreignKey, index, integer, jsonb, text, uuid } from 'drizzle-orm/pg-core';
import { isJsonObject, oneOf } from '../checks.ts';
import { commented } from '../commented.ts';
import { memberReference } from '../core/member-reference.ts';
import { actsAsThemselves, tenantTable } from '../tenancy.ts';
import { models } from './models.ts';

export const canvasVisibilities = ['private', 'organization'] as const;
export type CanvasVisibility = (typeof canvasVisibilities)[number];

/** The data of a canvas; its model's JSON Schema says more. */
export type CanvasData = Readonly<Record<string, unknown>>;

// A context without a user is the tenant's own system, which sees and saves all canvases: null gives way to the column.
const isCreator = 'created_by = coalesce((select app.current_user_id()), created_by)';

/** SQL of the canvases that everybody in the organization, their creator, or somebody with a share has `permission` on. */
const reachable = (permission: 'view' | 'edit') =>
  `(visibility = 'organization' or ${isCreator} or id = any ((select app.shared_canvas_ids('${permission}'))::uuid[]))`;

export const canvases = commented(
  tenantTable(
    'canvases',
    {
      modelId: uuid('model_id').notNull(),
      // Not unique: a name that is refused would tell of a private canvas.
      name: text('name').notNull(),
      data: jsonb('data').$type<CanvasData>().notNull().default({}),
      version: integer('version').notNull().default(1),
      visibility: text('visibility', { enum: canvasVisibilities }).notNull().default('private'),
      createdBy: uuid('created_by').notNull(),
    },
    (t) => [
      index('canvases_model_id_idx').on(t.organizationId, t.modelId),
      index('canvases_created_by_idx').on(t.organizationId, t.createdBy),
      index('canvases_updated_at_idx')
        .on(t.organizationId, t.updatedAt)
        .where(sql`${t.deletedAt} is null`),
      foreignKey({
        name: 'canvases_model_fk',
        columns: [t.organizationId, t.modelId],
        foreignColumns: [models.organizationId, models.id],
      }),
      memberReference('canvases_created_by_fk', t.organizationId, t.createdBy),
      check('canvases_name_check', sql`${t.name} <> ''`),
      isJsonObject('canvases_data_check', t.data),
      check('canvases_version_check', sql`${t.version} >= 1`),
      oneOf('canvases_visibility_check', t.visibility, canvasVisibilities),
    ],
    {
      softDelete: true,
      // Not deleted by members for good: its versions are kept.
      commands: ['select', 'insert', 'update'],
      visible: reachable('view'),
      changeable: reachable('edit'),
      insertCheck: `${actsAsThemselves('created_by')} and version = 1`,
      updatable: ['name', 'data', 'version', 'visibility', 'deleted_at'],
    },
  ),
  'Canvases. A private one is visible to its creator and those it is shared with, and to nobody else, whatever their role.',
  {
    modelId: 'The model it was made of.',
    name: 'Its title.',
    data: "What is on it: a JSON object that is valid against the model's schema; services validate it.",
    version:
      'Which save this is. A save carries the next number, or it is refused; canvas_versions has them all.',
    visibility: 'private: its creator and those it is shared with; organization: every member.',
    createdBy:
      'Who made it. They, or an admin who sees it, share it, delete it and change its visibility.',
  },
);
