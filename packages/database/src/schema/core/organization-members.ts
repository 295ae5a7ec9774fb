import { index, text, unique, uuid } from 'drizzle-orm/pg-core';
import { oneOf } from '../checks.ts';
import { commented } from '../commented.ts';
import { tenantTable } from '../tenancy.ts';
import { users } from './users.ts';

/** What a member may do in the organization, from the least to the most. */
export const memberRoleOrder = ['viewer', 'member', 'manager', 'admin', 'owner'] as const;
export type MemberRole = (typeof memberRoleOrder)[number];

export const memberStatuses = ['active', 'removed'] as const;
export type MemberStatus = (typeof memberStatuses)[number];

/**
 * People in an organization. Whoever leaves becomes `removed`: the row stays, because others refer to it.
 * Every reference to a person goes here, never to `users`: a foreign key to `users` would accept an outsider.
 */
export const organizationMembers = commented(
  tenantTable(
    'organization_members',
    {
      // NO ACTION: deleting a user must not reach into organizations.
      userId: uuid('user_id')
        .notNull()
        .references(() => users.id),
      role: text('role', { enum: memberRoleOrder }).notNull().default('member'),
      status: text('status', { enum: memberStatuses }).notNull().default('active'),
    },
    (t) => [
      unique('organization_members_user_unique').on(t.organizationId, t.userId),
      index('organization_members_user_id_idx').on(t.userId),
      oneOf('organization_members_role_check', t.role, memberRoleOrder),
      oneOf('organization_members_status_check', t.status, memberStatuses),
    ],
    {
      // Admins change roles and remove; who joins is decided elsewhere: a member's row opens that person's data to them.
      write: 'admin',
      commands: ['select', 'update'],
      protectedColumns: ['organization_id', 'id', 'user_id', 'created_at', 'updated_at'],
      ownRows: 'user_id',
    },
  ),
  'People in an organization, the former ones too: rows refer to them.',
  {
    userId: 'The person.',
    role: 'What they may do in the organization, from the least to the most: viewer, member, manager, admin, owner.',
    status: 'Whether they still belong to it.',
  },
);
