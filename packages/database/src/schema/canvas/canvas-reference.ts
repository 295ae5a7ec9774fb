import { foreignKey, type AnyPgColumn } from 'drizzle-orm/pg-core';
import { canvases } from './canvases.ts';

/** The foreign key from a row to a canvas of its own organization. */
export function canvasReference(name: string, organizationId: AnyPgColumn, canvasId: AnyPgColumn) {
  return foreignKey({
    name,
    columns: [organizationId, canvasId],
    foreignColumns: [canvases.organizationId, canvases.id],
  });
}

/** SQL of the rows whose canvas the acting member sees. */
export const canvasIsVisible = 'canvas_id = any ((select app.visible_canvas_ids())::uuid[])';
