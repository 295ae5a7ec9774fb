import { tenantScope, timestamps } from '@startkit/tenancy/drizzle';
import { index, pgTable, uuid } from 'drizzle-orm/pg-core';
import { isJsonObject, matches } from '../checks.ts';
import { identifier } from '../columns.ts';
import { commented } from '../commented.ts';
import { auditActionPattern, auditColumns, auditComments } from './audit-columns.ts';

/**
 * What superadmins did, across or outside organizations. Its ids are no foreign keys: an entry
 * outlives the user and the organization it names.
 */
export const superadminAuditLogs = commented(
  tenantScope(
    pgTable(
      'superadmin_audit_logs',
      {
        id: identifier(),
        userId: uuid('user_id').notNull(),
        organizationId: uuid('organization_id'),
        ...auditColumns(),
        ...timestamps(),
      },
      (t) => [
        index('superadmin_audit_logs_created_at_idx').on(t.createdAt),
        index('superadmin_audit_logs_user_id_idx').on(t.userId, t.createdAt),
        index('superadmin_audit_logs_organization_id_idx').on(t.organizationId, t.createdAt),
        matches('superadmin_audit_logs_action_check', t.action, auditActionPattern),
        isJsonObject('superadmin_audit_logs_metadata_check', t.metadata),
        isJsonObject('superadmin_audit_logs_changes_check', t.changes),
      ],
    ),
    { scope: 'private', appendOnly: true },
  ),
  'What superadmins did, across or outside organizations. Never changed afterwards.',
  {
    userId: 'The superadmin; no foreign key, as the entry outlives them.',
    organizationId:
      'The organization it was about; null: none. No foreign key, as the entry outlives it.',
    ...auditComments,
  },
);
