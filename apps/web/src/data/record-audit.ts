import { db } from '@startkit/database';
import { type AuditChanges, auditLogs } from '@startkit/database/schema';

/** What somebody did. */
export interface AuditEntry {
  readonly userId: string;
  /** `resource.verb`, as in 'project.created'. */
  readonly action: string;
  readonly resourceType: string;
  readonly resourceId: string;
  readonly changes: AuditChanges;
}

/** Writes to the organization's audit log. Call it in the transaction of what it tells of. */
export async function recordAudit(entry: AuditEntry): Promise<void> {
  await db.insert(auditLogs).values(entry);
}
