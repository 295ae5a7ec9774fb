import { roles } from '../../schema/index.ts';
import { finder, organizationIds, userIds } from '../find-ids.ts';
import type { SeedDatabase } from '../insert-missing.ts';
import { people, slug } from './organization.ts';

/** The ids that the distributor, its people and the roles have in this database. */
export interface CommerceIds {
  readonly organization: string;
  /** Of an email, or of a role's key. */
  readonly of: (key: string) => string;
}

/** Looks them up by slug, email and key. */
export async function readCommerceIds(db: SeedDatabase): Promise<CommerceIds> {
  const find = finder([
    ...(await organizationIds(db, [slug])),
    ...(await userIds(
      db,
      people.map(({ email }) => email),
    )),
    ...(await db.select({ key: roles.key, id: roles.id }).from(roles)),
  ]);
  return { organization: find(slug), of: find };
}
