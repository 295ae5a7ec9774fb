import type { DefinerAccess } from '@startkit/tenancy/policies';

/** What lookup functions may read: the context's own user and organization, and the memberships of both; no others. */
export const definerAccess: readonly DefinerAccess[] = [
  {
    table: 'organization_members',
    columns: ['organization_id', 'user_id', 'role', 'status'],
    using:
      'organization_id = (select app.current_org_id()) or user_id = (select app.unscoped_user_id())',
  },
  {
    table: 'users',
    columns: ['id', 'status', 'deleted_at'],
    using: 'id = (select app.current_user_id())',
  },
  {
    table: 'organizations',
    columns: ['id', 'status', 'deleted_at'],
    using: 'id = (select app.current_org_id())',
  },
];
