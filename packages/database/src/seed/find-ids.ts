import { inArray, sql } from 'drizzle-orm';
import { organizations, users } from '../schema/index.ts';
import type { SeedDatabase } from './insert-missing.ts';

interface Keyed {
  readonly key: string;
  readonly id: string;
}

/** The organizations with these slugs: they may be there under ids of their own. */
export function organizationIds(
  db: SeedDatabase,
  slugs: readonly string[],
): Promise<readonly Keyed[]> {
  return db
    .select({ key: organizations.slug, id: organizations.id })
    .from(organizations)
    .where(inArray(organizations.slug, [...slugs]));
}

/** The users with these addresses: they may be there under ids of their own. */
export function userIds(db: SeedDatabase, emails: readonly string[]): Promise<readonly Keyed[]> {
  const email = sql<string>`lower(${users.email})`;
  return db
    .select({ key: email, id: users.id })
    .from(users)
    .where(inArray(email, [...emails]));
}

/** @returns what finds an id by its key, and throws where the seed wrote it and cannot read it. */
export function finder(rows: readonly Keyed[]) {
  const ids = new Map(rows.map(({ key, id }) => [key, id]));
  return (key: string): string => {
    const id = ids.get(key);
    if (id === undefined) throw new Error(`The seed wrote ${key} and cannot read it.`);
    return id;
  };
}
