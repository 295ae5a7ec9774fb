import { foreignKey, type AnyPgColumn } from 'drizzle-orm/pg-core';
import { organizationMembers } from './organization-members.ts';

/**
 * The foreign key from a row to a member of its own organization. `userId` may be nullable: the
 * tenant key never is, so the check is off only where there is no person to check.
 */
export function memberReference(name: string, organizationId: AnyPgColumn, userId: AnyPgColumn) {
  return foreignKey({
    name,
    columns: [organizationId, userId],
    foreignColumns: [organizationMembers.organizationId, organizationMembers.userId],
  });
}
