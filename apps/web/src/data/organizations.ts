import { db, withTenant, withUser } from '@startkit/database';
import { type MemberRole, organizationMembers, organizations } from '@startkit/database/schema';
import { and, asc, eq, isNull, type SQL } from 'drizzle-orm';
import type { SessionUser } from '../auth/session-user.ts';
import { NotFoundError } from '../errors.ts';

/** An organization, as one of its members sees it. */
export interface Organization {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  /** The member's own role. */
  readonly role: MemberRole;
}

const slugPattern = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** The organizations a person is an active member of, by name. */
export async function listOrganizations(user: SessionUser): Promise<readonly Organization[]> {
  return organizationsOf(user);
}

/**
 * The organization at `slug`.
 *
 * @throws NotFoundError when there is none, or the person is not a member: the two cannot be told apart.
 */
export async function findOrganization(user: SessionUser, slug: string): Promise<Organization> {
  const [organization] = slugPattern.test(slug)
    ? await organizationsOf(user, eq(organizations.slug, slug))
    : [];
  if (organization === undefined) throw new NotFoundError();
  return organization;
}

/**
 * Runs `fn` for a member, inside their organization. The only way from a request into a tenant: the slug
 * may be anybody's, but it is looked up among the person's own organizations.
 *
 * @throws NotFoundError as {@link findOrganization}.
 */
export async function inOrganization<T>(
  user: SessionUser,
  slug: string,
  fn: (organization: Organization) => T | PromiseLike<T>,
): Promise<T> {
  const organization = await findOrganization(user, slug);
  return withTenant({ organizationId: organization.id, userId: user.id }, () => fn(organization));
}

function organizationsOf(user: SessionUser, condition?: SQL): Promise<readonly Organization[]> {
  return withUser({ userId: user.id }, () =>
    db
      .select({
        id: organizations.id,
        slug: organizations.slug,
        name: organizations.name,
        role: organizationMembers.role,
      })
      .from(organizations)
      .innerJoin(organizationMembers, eq(organizationMembers.organizationId, organizations.id))
      .where(
        and(
          eq(organizationMembers.userId, user.id),
          eq(organizationMembers.status, 'active'),
          eq(organizations.status, 'active'),
          isNull(organizations.deletedAt),
          condition,
        ),
      )
      .orderBy(asc(organizations.name)),
  );
}
