import { inArray } from 'drizzle-orm';
import { projects } from '../../schema/index.ts';
import type { SeedDatabase } from '../insert-missing.ts';

type ProjectRow = typeof projects.$inferInsert;

/**
 * Leaves out the deleted projects that somebody purged. The worker purges what was deleted long enough ago; seeded
 * again, each of the two would undo what the other did. So they come with an organization's first projects, and
 * never again; what is not deleted is added whenever it is missing, as every other row.
 */
export async function withoutPurged(
  db: SeedDatabase,
  rows: readonly ProjectRow[],
): Promise<readonly ProjectRow[]> {
  const ids = rows.map(({ id }) => id).filter((id) => id !== undefined);
  const present = await db
    .select({ id: projects.id, organizationId: projects.organizationId })
    .from(projects)
    .where(inArray(projects.id, ids));
  const presentIds = new Set(present.map(({ id }) => id));
  const seeded = new Set(present.map(({ organizationId }) => organizationId));
  return rows.filter(
    ({ id = '', organizationId = '', deletedAt }) =>
      !deletedAt || presentIds.has(id) || !seeded.has(organizationId),
  );
}
