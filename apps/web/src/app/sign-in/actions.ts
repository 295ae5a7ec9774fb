'use server';

import { cookies } from 'next/headers';
import { redirect } from 'next/navigation';
import { sessionCookie } from '../../auth/cookies.ts';
import { assertDevelopmentSignIn } from '../../auth/development-sign-in.ts';
import { sessionKey } from '../../auth/session-key.ts';
import { sessionLifetime, signSession } from '../../auth/session-token.ts';
import { listDevelopmentUsers } from '../../auth/superadmin-development-users.ts';
import { NotFoundError } from '../../errors.ts';

/**
 * Makes the browser somebody's, for development.
 *
 * @throws NotFoundError in production, and for a user who is not on the page.
 */
export async function signIn(form: FormData): Promise<never> {
  assertDevelopmentSignIn();
  const users = await listDevelopmentUsers();
  const user = users.find(({ id }) => id === form.get('userId'));
  if (user === undefined) throw new NotFoundError();
  (await cookies()).set(sessionCookie, signSession(user.id, sessionKey()), {
    httpOnly: true,
    sameSite: 'lax',
    // Development has no TLS, and production has no such cookie.
    secure: false,
    maxAge: sessionLifetime,
    path: '/',
  });
  redirect('/');
}

/** Ends the development session of this browser. */
export async function signOut(): Promise<never> {
  (await cookies()).delete(sessionCookie);
  redirect('/sign-in');
}
