import { sql } from 'drizzle-orm';
import {
  memberRoles,
  organizationMembers,
  organizations,
  organizationSettings,
  roles,
  subscriptions,
  users,
} from '../../schema/index.ts';
import { finder, organizationIds, userIds } from '../find-ids.ts';
import { insertMissing, type SeedDatabase } from '../insert-missing.ts';
import type { TableCount } from '../report.ts';
import type { NewTenant } from './new-tenant.ts';

/**
 * One organization, ready to be worked in: its settings, its plan, and an owner who is its administrator. One that is
 * there already stays as it is: nobody becomes its owner by this. Needs the essential data.
 */
export async function seedTenant(
  db: SeedDatabase,
  { slug, name, plan, contact }: NewTenant,
): Promise<readonly TableCount[]> {
  const email = contact.toLowerCase();
  if ((await organizationIds(db, [slug])).length > 0) {
    return [{ table: 'organizations', inserted: 0, existing: 1 }];
  }
  const roots = [
    await insertMissing(db, users, [{ email, name: email }]),
    await insertMissing(db, organizations, [{ slug, name, contactEmail: email }]),
  ];
  const find = finder([
    ...(await organizationIds(db, [slug])),
    ...(await userIds(db, [email])),
    ...(await db
      .select({ key: roles.key, id: roles.id })
      .from(roles)
      .where(sql`${roles.key} = 'admin'`)),
  ]);
  const organizationId = find(slug);
  const userId = find(email);
  return [
    ...roots,
    await insertMissing(db, organizationMembers, [{ organizationId, userId, role: 'owner' }]),
    await insertMissing(db, memberRoles, [{ organizationId, userId, roleId: find('admin') }]),
    await insertMissing(db, organizationSettings, [{ organizationId }]),
    await insertMissing(db, subscriptions, [{ organizationId, plan }]),
  ];
}
