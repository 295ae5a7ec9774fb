import type { Db } from '../../src/index.ts';
import { organizations, users } from '../../src/schema/index.ts';

/** The seeded organizations and people, by slug and by first name: those of the demo. */
export async function seededPeople(superadminDb: Db) {
  const organizationRows = await superadminDb.select().from(organizations);
  const userRows = await superadminDb.select().from(users);
  return {
    organization: (slug: string) => organizationRows.find((row) => row.slug === slug)!.id,
    user: (name: string) => userRows.find((row) => row.email === `${name}@example.com`)!.id,
  };
}
