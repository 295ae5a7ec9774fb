import { db } from '@startkit/database';
import {
  type MemberRole,
  type MemberStatus,
  organizationMembers,
  users,
} from '@startkit/database/schema';
import { asc, eq } from 'drizzle-orm';
import type { SessionUser } from '../auth/session-user.ts';
import { inOrganization } from './organizations.ts';

export interface Member {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: MemberRole;
  readonly status: MemberStatus;
}

/** The organization's people, the former ones too, by name. Throws as `findOrganization`. */
export async function listMembers(user: SessionUser, slug: string): Promise<readonly Member[]> {
  return inOrganization(user, slug, () =>
    db
      .select({
        id: organizationMembers.id,
        name: users.name,
        email: users.email,
        role: organizationMembers.role,
        status: organizationMembers.status,
      })
      .from(organizationMembers)
      .innerJoin(users, eq(users.id, organizationMembers.userId))
      .orderBy(asc(users.name)),
  );
}
