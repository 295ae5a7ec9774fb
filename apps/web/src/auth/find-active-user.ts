import { db, withUser } from '@startkit/database';
import { users } from '@startkit/database/schema';
import { and, eq, isNull } from 'drizzle-orm';
import type { SessionUser } from './session-user.ts';

/** A person as they see themselves; undefined when the account is gone or not active. */
export async function findActiveUser(userId: string): Promise<SessionUser | undefined> {
  const [user] = await withUser({ userId }, () =>
    db
      .select({ id: users.id, name: users.name, email: users.email })
      .from(users)
      .where(and(eq(users.id, userId), eq(users.status, 'active'), isNull(users.deletedAt))),
  );
  return user;
}
