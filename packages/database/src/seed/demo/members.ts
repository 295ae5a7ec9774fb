import type {
  MemberRole,
  memberRoles,
  MemberStatus,
  organizationMembers,
} from '../../schema/index.ts';
import type { RoleKey } from '../essential/roles.ts';
import { seedId } from '../seed-id.ts';
import type { DemoIds } from './demo-ids.ts';
import type { Slug } from './organizations.ts';
import type { Person } from './people.ts';

interface Membership {
  readonly slug: Slug;
  readonly person: Person;
  readonly role: MemberRole;
  readonly status?: MemberStatus;
  readonly systemRole?: RoleKey;
}

const memberships: readonly Membership[] = [
  { slug: 'acme-corp', person: 'alice', role: 'owner', systemRole: 'admin' },
  { slug: 'acme-corp', person: 'carol', role: 'admin', systemRole: 'admin' },
  { slug: 'acme-corp', person: 'dave', role: 'manager', systemRole: 'sales_manager' },
  { slug: 'acme-corp', person: 'erin', role: 'member', systemRole: 'sales_rep' },
  { slug: 'acme-corp', person: 'victor', role: 'viewer' },
  { slug: 'acme-corp', person: 'frank', role: 'member', status: 'removed' },
  { slug: 'tech-startup-inc', person: 'bob', role: 'owner', systemRole: 'admin' },
  { slug: 'tech-startup-inc', person: 'carol', role: 'viewer' },
];

export function memberRows(ids: DemoIds): readonly (typeof organizationMembers.$inferInsert)[] {
  return memberships.map(({ slug, person, role, status }) => ({
    organizationId: ids.organization(slug),
    id: seedId('organization_members', `${slug}/${person}`),
    userId: ids.user(person),
    role,
    status: status ?? 'active',
  }));
}

export function memberRoleRows(ids: DemoIds): readonly (typeof memberRoles.$inferInsert)[] {
  return memberships.flatMap(({ slug, person, systemRole }) =>
    systemRole === undefined
      ? []
      : {
          organizationId: ids.organization(slug),
          id: seedId('member_roles', `${slug}/${person}/${systemRole}`),
          userId: ids.user(person),
          roleId: ids.role(systemRole),
        },
  );
}
