import { sql } from 'drizzle-orm';
import { check, index, integer, jsonb, unique, uuid } from 'drizzle-orm/pg-core';
import { isJsonObject } from '../checks.ts';
import { commented } from '../commented.ts';
import { memberReference } from '../core/member-reference.ts';
import { tenantTable } from '../tenancy.ts';
import { canvasIsVisible, canvasReference } from './canvas-reference.ts';
import type { CanvasData } from './canvases.ts';

export const canvasVersions = commented(
  tenantTable(
    'canvas_versions',
    {
      canvasId: uuid('canvas_id').notNull(),
      version: integer('version').notNull(),
      data: jsonb('data').$type<CanvasData>().notNull(),
      createdBy: uuid('created_by'),
    },
    (t) => [
      unique('canvas_versions_version_unique').on(t.organizationId, t.canvasId, t.version),
      index('canvas_versions_created_by_idx').on(t.organizationId, t.createdBy),
      canvasReference('canvas_versions_canvas_fk', t.organizationId, t.canvasId),
      memberReference('canvas_versions_created_by_fk', t.organizationId, t.createdBy),
      check('canvas_versions_version_check', sql`${t.version} >= 1`),
      isJsonObject('canvas_versions_data_check', t.data),
    ],
    { appendOnly: true, write: false, visible: canvasIsVisible },
  ),
  'Every save of every canvas, written by a trigger of canvases and by nobody else.',
  {
    canvasId: 'Which canvas was saved. Who sees it sees its versions.',
    version: 'The version that the canvas had from this save on.',
    data: 'What was on it.',
    createdBy: 'Who saved it; null: the system or staff did.',
  },
);
