import { finder, organizationIds, userIds } from '../find-ids.ts';
import type { SeedDatabase } from '../insert-missing.ts';
import { slugs, type Slug } from './organizations.ts';
import { emails, type Email } from './people.ts';

/** The ids that these people and organizations have in this database. */
export interface CanvasIds {
  readonly organization: (slug: Slug) => string;
  readonly user: (email: Email) => string;
}

/** Looks them up by slug and email. */
export async function readCanvasIds(db: SeedDatabase): Promise<CanvasIds> {
  const find = finder([...(await organizationIds(db, slugs)), ...(await userIds(db, emails))]);
  return { organization: find, user: find };
}
