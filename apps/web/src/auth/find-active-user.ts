import { db, withUser } from '@startkit/database';
import { users } from '@startkit/database/schema';
import { eq } from 'drizzle-orm';
import { isCoded } from '../coded-error.ts';
import type { SessionUser } from './session-user.ts';

/** A person as they see themselves; undefined when the account is gone or not active. */
export async function findActiveUser(userId: string): Promise<SessionUser | undefined> {
  try {
    const [user] = await withUser({ userId }, () =>
      db
        .select({ id: users.id, name: users.name, email: users.email })
        .from(users)
        .where(eq(users.id, userId)),
    );
    return user;
  } catch (error) {
    if (isCoded(error) && error.code === 'NOT_ADMITTED') return undefined;
    throw error;
  }
}
