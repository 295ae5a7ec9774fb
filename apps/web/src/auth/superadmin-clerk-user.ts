import { superadminDb } from '@startkit/database';
import { users } from '@startkit/database/schema';
import { and, eq, isNull } from 'drizzle-orm';
import type { SessionUser } from './session-user.ts';

/**
 * The person that Clerk knows as `clerkId`. Before this nobody is known, so there is no context to ask in:
 * this is the superadmin client, with a question that has one row for an answer.
 *
 * @returns undefined when there is none, or the account is not active.
 */
export async function findClerkUser(clerkId: string): Promise<SessionUser | undefined> {
  const [user] = await superadminDb
    .select({ id: users.id, name: users.name, email: users.email })
    .from(users)
    .where(and(eq(users.clerkId, clerkId), eq(users.status, 'active'), isNull(users.deletedAt)));
  return user;
}
