import { index, unique, uuid } from 'drizzle-orm/pg-core';
import { commented } from '../commented.ts';
import { roles } from '../core/roles.ts';
import { tenantTable } from '../tenancy.ts';
import { portalUserReference } from './portal-user-reference.ts';

export const portalUserRoles = commented(
  tenantTable(
    'portal_user_roles',
    {
      portalUserId: uuid('portal_user_id').notNull(),
      roleId: uuid('role_id')
        .notNull()
        .references(() => roles.id),
    },
    (t) => [
      unique('portal_user_roles_role_unique').on(t.organizationId, t.portalUserId, t.roleId),
      index('portal_user_roles_role_id_idx').on(t.roleId),
      portalUserReference('portal_user_roles_portal_user_fk', t.organizationId, t.portalUserId),
    ],
    { write: false },
  ),
  'Which roles a portal user has. Staff give them.',
  {
    portalUserId: 'Who has the role.',
    roleId: 'The role.',
  },
);
