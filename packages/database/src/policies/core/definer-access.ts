import type { DefinerAccess } from '@startkit/tenancy/policies';

/** What lookup functions may read: the memberships of the context, no others; of users and organizations, whether they are active, and an organization's limits. */
export const definerAccess: readonly DefinerAccess[] = [
  {
    table: 'organization_members',
    columns: ['organization_id', 'user_id', 'role', 'status'],
    using:
      'organization_id = (select app.current_org_id()) or user_id = (select app.unscoped_user_id())',
  },
  {
    table: 'users',
    columns: ['id', 'status', 'deleted_at', 'is_superadmin'],
    using: 'true',
  },
  {
    table: 'organizations',
    columns: ['id', 'status', 'deleted_at', 'limits'],
    using: 'true',
  },
];
