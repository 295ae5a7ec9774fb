import { createTestDatabase } from '@startkit/database/testing';
import { users } from '@startkit/database/schema';
import { eq } from 'drizzle-orm';
import { afterAll } from 'vitest';
import { sessionCookie } from '../../src/auth/cookies.ts';
import { sessionKey } from '../../src/auth/session-key.ts';
import { signSession } from '../../src/auth/session-token.ts';
import type { SessionUser } from '../../src/auth/session-user.ts';

export const acme = 'acme-corp';
export const techStartup = 'tech-startup-inc';

/** A seeded database of this test file's own; the application's `db` stands for it. */
export const database = await createTestDatabase({ seed: true, install: true });
afterAll(() => database.close());

export async function person(name: string): Promise<SessionUser> {
  const [user] = await database.superadminDb
    .select({ id: users.id, name: users.name, email: users.email })
    .from(users)
    .where(eq(users.email, `${name}@example.com`));
  if (user === undefined) throw new Error(`The seed has no ${name}.`);
  return user;
}

/** The `Cookie` header of somebody who is signed in. */
export function cookieOf({ id }: SessionUser): string {
  return `${sessionCookie}=${signSession(id, sessionKey())}`;
}

/** The columns of a user that a test wants changed. */
export async function changeUser(id: string, values: Partial<typeof users.$inferInsert>) {
  await database.superadminDb.update(users).set(values).where(eq(users.id, id));
}
