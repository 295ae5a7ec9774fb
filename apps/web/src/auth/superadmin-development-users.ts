import { superadminDb } from '@startkit/database';
import { assertDevelopmentSignIn } from './development-sign-in.ts';

/** Somebody to be, in development. */
export interface DevelopmentUser {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly memberships: readonly { readonly organization: string; readonly role: string }[];
}

/**
 * Everybody in the database, for the development sign-in page. Nobody is signed in there, so no tenant's
 * eyes could see them: this is the superadmin client, and it works nowhere but in development.
 *
 * @throws NotFoundError in production, and when Clerk is configured.
 */
export async function listDevelopmentUsers(): Promise<readonly DevelopmentUser[]> {
  assertDevelopmentSignIn();
  const found = await superadminDb.query.users.findMany({
    columns: { id: true, name: true, email: true },
    where: (user, { and, eq, isNull }) => and(eq(user.status, 'active'), isNull(user.deletedAt)),
    with: {
      memberships: {
        columns: { role: true },
        where: (member, { eq }) => eq(member.status, 'active'),
        with: { organization: { columns: { name: true } } },
      },
    },
    orderBy: (user, { asc }) => asc(user.name),
    limit: 100,
  });
  return found.map(({ memberships, ...user }) => ({
    ...user,
    memberships: memberships.map(({ role, organization }) => ({
      organization: organization.name,
      role,
    })),
  }));
}
