import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { readEnvironment } from '../env.ts';
import { authenticate } from './authenticate.ts';
import type { SessionUser } from './session-user.ts';

/** Who looks at a page or submits a form. Whoever is not signed in is sent to where that is done. */
export async function requireUser(): Promise<SessionUser> {
  const user = await authenticate(await headers());
  return user ?? redirect(readEnvironment().clerk?.signInUrl ?? '/sign-in');
}
