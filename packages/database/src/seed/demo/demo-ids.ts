import { roles } from '../../schema/index.ts';
import type { RoleKey } from '../essential/roles.ts';
import { finder, organizationIds, userIds } from '../find-ids.ts';
import type { SeedDatabase } from '../insert-missing.ts';
import { organizationRows, type Slug } from './organizations.ts';
import { emailOf, type Person, userRows } from './people.ts';

/** The ids that the demo's people and organizations have in this database. */
export interface DemoIds {
  readonly organization: (slug: Slug) => string;
  readonly user: (person: Person) => string;
  readonly role: (key: RoleKey) => string;
}

/** Looks them up by email, slug and key: they may be there under ids of their own. */
export async function readDemoIds(db: SeedDatabase): Promise<DemoIds> {
  const slugs = organizationRows().map((row) => row.slug);
  const emails = userRows().map((row) => row.email);
  const find = finder([
    ...(await organizationIds(db, slugs)),
    ...(await userIds(db, emails)),
    ...(await db.select({ key: roles.key, id: roles.id }).from(roles)),
  ]);
  return { organization: find, user: (person) => find(emailOf(person)), role: find };
}
