import { index, uuid } from 'drizzle-orm/pg-core';
import { isJsonObject, matches } from '../checks.ts';
import { commented } from '../commented.ts';
import { tenantTable } from '../tenancy.ts';
import { auditActionPattern, auditColumns, auditComments } from './audit-columns.ts';
import { memberReference } from './member-reference.ts';

/** What happened in an organization. `user_id` is NULL where no member acted: a job, a webhook. */
export const auditLogs = commented(
  tenantTable(
    'audit_logs',
    { userId: uuid('user_id'), ...auditColumns() },
    (t) => [
      index('audit_logs_created_at_idx').on(t.organizationId, t.createdAt),
      index('audit_logs_user_id_idx').on(t.organizationId, t.userId, t.createdAt),
      index('audit_logs_resource_idx').on(t.organizationId, t.resourceType, t.resourceId),
      memberReference('audit_logs_user_fk', t.organizationId, t.userId),
      matches('audit_logs_action_check', t.action, auditActionPattern),
      isJsonObject('audit_logs_metadata_check', t.metadata),
      isJsonObject('audit_logs_changes_check', t.changes),
    ],
    {
      // A viewer's reads may be audited too.
      write: 'viewer',
      appendOnly: true,
      // In one's own name, now. Not by column grants: Drizzle names every column in an INSERT.
      insertCheck:
        'user_id is not distinct from (select app.current_user_id()) and created_at = now() and updated_at = now()',
    },
  ),
  'What happened in an organization, and who did it. Never changed afterwards.',
  {
    userId: 'The member who acted; null: a job, a webhook.',
    ...auditComments,
  },
);
