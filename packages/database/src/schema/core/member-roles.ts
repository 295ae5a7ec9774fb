import { index, unique, uuid } from 'drizzle-orm/pg-core';
import { commented } from '../commented.ts';
import { tenantTable } from '../tenancy.ts';
import { memberReference } from './member-reference.ts';
import { roles } from './roles.ts';

/** Which roles a member has in an organization. */
export const memberRoles = commented(
  tenantTable(
    'member_roles',
    {
      userId: uuid('user_id').notNull(),
      roleId: uuid('role_id')
        .notNull()
        .references(() => roles.id),
    },
    (t) => [
      unique('member_roles_role_unique').on(t.organizationId, t.userId, t.roleId),
      index('member_roles_role_id_idx').on(t.roleId),
      memberReference('member_roles_member_fk', t.organizationId, t.userId),
    ],
    { write: 'admin' },
  ),
  'Which roles a member has in an organization.',
  {
    userId: 'The member.',
    roleId: 'The role.',
  },
);
