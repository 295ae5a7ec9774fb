import type { MemberRole, organizationMembers, users } from '../../schema/index.ts';
import { seedId } from '../seed-id.ts';
import type { CanvasIds } from './canvas-ids.ts';
import type { Slug } from './organizations.ts';

const people = [
  { email: 'admin@demo-org.com', name: 'Dana Dunn' },
  { email: 'manager@demo-org.com', name: 'Mara Moss' },
  { email: 'member@demo-org.com', name: 'Milo Mays' },
  { email: 'owner@enterprise-org.com', name: 'Edda Engel' },
  { email: 'owner@startup-org.com', name: 'Silas Stone' },
] as const;

export type Email = (typeof people)[number]['email'];

export const emails: readonly Email[] = people.map(({ email }) => email);

interface Membership {
  readonly slug: Slug;
  readonly email: Email;
  readonly role: MemberRole;
}

const memberships: readonly Membership[] = [
  // Enterprise runs the demo.
  { slug: 'demo', email: 'owner@enterprise-org.com', role: 'owner' },
  { slug: 'demo', email: 'admin@demo-org.com', role: 'admin' },
  { slug: 'demo', email: 'manager@demo-org.com', role: 'manager' },
  { slug: 'demo', email: 'member@demo-org.com', role: 'member' },
  { slug: 'enterprise', email: 'owner@enterprise-org.com', role: 'owner' },
  { slug: 'enterprise', email: 'manager@demo-org.com', role: 'member' },
  { slug: 'startup', email: 'owner@startup-org.com', role: 'owner' },
];

export function userRows(): readonly (typeof users.$inferInsert)[] {
  return people.map((person) => ({ id: seedId('users', person.email), ...person }));
}

export function memberRows(ids: CanvasIds): readonly (typeof organizationMembers.$inferInsert)[] {
  return memberships.map(({ slug, email, role }) => ({
    organizationId: ids.organization(slug),
    id: seedId('organization_members', `${slug}/${email}`),
    userId: ids.user(email),
    role,
  }));
}
