import { tenantScope, timestamps } from '@startkit/tenancy/drizzle';
import { index, pgTable, primaryKey, uuid } from 'drizzle-orm/pg-core';
import { commented } from '../commented.ts';
import { permissions } from './permissions.ts';
import { roles } from './roles.ts';

/** Which permissions a role has. */
export const rolePermissions = commented(
  tenantScope(
    pgTable(
      'role_permissions',
      {
        roleId: uuid('role_id')
          .notNull()
          .references(() => roles.id),
        permissionId: uuid('permission_id')
          .notNull()
          .references(() => permissions.id),
        ...timestamps(),
      },
      (t) => [
        primaryKey({ columns: [t.roleId, t.permissionId] }),
        index('role_permissions_permission_id_idx').on(t.permissionId),
      ],
    ),
    { scope: 'global' },
  ),
  'Which permissions a role has.',
  {
    roleId: 'The role.',
    permissionId: 'What it allows.',
  },
);
