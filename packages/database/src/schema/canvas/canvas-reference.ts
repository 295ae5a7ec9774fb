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

/**
 * SQL of the rows whose canvas the acting member sees. Of `= any (...)` with an array that is not known when the statement
 * is planned, the server sorts or goes through the array for every row it looks up; a subquery it hashes once. The inner
 * SELECT keeps the planner from calling the function a second time, for its estimate.
 */
export const canvasIsVisible =
  'canvas_id in (select unnest((select app.visible_canvas_ids())::uuid[]))';
