import type { DefinerAccess } from '@startkit/tenancy/policies';

/** What lookup functions may read: the memberships of the context's organization and user, no others. */
export const definerAccess: readonly DefinerAccess[] = [
  {
    table: 'organization_members',
    columns: ['organization_id', 'user_id', 'role', 'status'],
    using:
      'organization_id = (select app.current_org_id()) or user_id = (select app.unscoped_user_id())',
  },
];
