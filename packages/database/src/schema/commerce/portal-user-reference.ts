import { foreignKey, type AnyPgColumn } from 'drizzle-orm/pg-core';
import { portalUsers } from './portal-users.ts';

/** The foreign key from a row to a portal user of its own organization. */
export function portalUserReference(
  name: string,
  organizationId: AnyPgColumn,
  portalUserId: AnyPgColumn,
) {
  return foreignKey({
    name,
    columns: [organizationId, portalUserId],
    foreignColumns: [portalUsers.organizationId, portalUsers.id],
  });
}
