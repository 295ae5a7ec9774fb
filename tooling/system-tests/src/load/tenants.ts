import { sql } from 'drizzle-orm';
import type { Db } from '@startkit/database';
import { organizations, projects } from '@startkit/database/schema';
import { projectsPerTenant } from './seen.ts';

/** Makes organizations with three projects each. Returns their ids. */
export async function makeTenants(superadmin: Db, count: number): Promise<readonly string[]> {
  const rows = Array.from({ length: count }, (_, i) => ({ name: `Tenant ${i}`, slug: `t-${i}` }));
  const made = await superadmin.insert(organizations).values(rows).returning();
  const ids = made.map(({ id }) => id);
  await superadmin.insert(projects).values(
    ids.flatMap((organizationId) =>
      Array.from({ length: projectsPerTenant }, (_, i) => ({
        organizationId,
        name: `project ${i}`,
        description: organizationId,
      })),
    ),
  );
  return ids;
}

/** How many projects another organization has written, or that are more or fewer than there should be. */
export async function countMisplaced(superadmin: Db, tenants: number): Promise<number> {
  const written = await superadmin.$count(projects, sql`description <> organization_id::text`);
  const all = await superadmin.$count(projects);
  return written + Math.abs(all - tenants * projectsPerTenant);
}
