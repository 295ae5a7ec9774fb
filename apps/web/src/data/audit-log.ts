import { db } from '@startkit/database';
import { type AuditChanges, auditLogs, users } from '@startkit/database/schema';
import { desc, eq } from 'drizzle-orm';
import type { SessionUser } from '../auth/session-user.ts';
import { inOrganization } from './organizations.ts';

export interface AuditLogEntry {
  readonly id: string;
  readonly createdAt: Date;
  /** Null when no member acted: a job, a webhook. */
  readonly userName: string | null;
  readonly action: string;
  readonly resourceType: string;
  readonly resourceId: string | null;
  readonly changes: AuditChanges | null;
}

/** How many entries {@link listAuditLog} returns at most. */
export const auditLogLimit = 100;

/** The latest entries of the organization's audit log, the latest first. Throws as `findOrganization`. */
export async function listAuditLog(
  user: SessionUser,
  slug: string,
): Promise<readonly AuditLogEntry[]> {
  return inOrganization(user, slug, () =>
    db
      .select({
        id: auditLogs.id,
        createdAt: auditLogs.createdAt,
        userName: users.name,
        action: auditLogs.action,
        resourceType: auditLogs.resourceType,
        resourceId: auditLogs.resourceId,
        changes: auditLogs.changes,
      })
      .from(auditLogs)
      .leftJoin(users, eq(users.id, auditLogs.userId))
      .orderBy(desc(auditLogs.createdAt), desc(auditLogs.id))
      .limit(auditLogLimit),
  );
}
