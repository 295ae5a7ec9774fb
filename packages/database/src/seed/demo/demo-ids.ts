import { inArray, sql } from 'drizzle-orm';
import { organizations, roles, users } from '../../schema/index.ts';
import type { RoleKey } from '../essential/roles.ts';
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
  const organizationIds = await db
    .select({ key: organizations.slug, id: organizations.id })
    .from(organizations)
    .where(
      inArray(
        organizations.slug,
        organizationRows().map((row) => row.slug),
      ),
    );
  const email = sql<string>`lower(${users.email})`;
  const userIds = await db
    .select({ key: email, id: users.id })
    .from(users)
    .where(
      inArray(
        email,
        userRows().map((row) => row.email),
      ),
    );
  const roleIds = await db.select({ key: roles.key, id: roles.id }).from(roles);
  const find = finder([...organizationIds, ...userIds, ...roleIds]);
  return { organization: find, user: (person) => find(emailOf(person)), role: find };
}

function finder(rows: readonly { readonly key: string; readonly id: string }[]) {
  const ids = new Map(rows.map(({ key, id }) => [key, id]));
  return (key: string): string => {
    const id = ids.get(key);
    if (id === undefined) throw new Error(`The seed wrote ${key} and cannot read it.`);
    return id;
  };
}
