import { type ClerkSettings, readEnvironment } from '../env.ts';
import { clerkSubject } from './clerk-token.ts';
import { clerkCookie, cookieValue, sessionCookie } from './cookies.ts';
import { findActiveUser } from './find-active-user.ts';
import { sessionKey } from './session-key.ts';
import { readSession } from './session-token.ts';
import type { SessionUser } from './session-user.ts';
import { findClerkUser } from './superadmin-clerk-user.ts';

type RequestHeaders = Pick<Headers, 'get'>;

/**
 * Who makes a request. One way to sign in is in force at a time: Clerk when it is configured, otherwise
 * the development session, which production does not have.
 *
 * @returns undefined when nobody is signed in, or the account is no longer active.
 */
export async function authenticate(headers: RequestHeaders): Promise<SessionUser | undefined> {
  const { clerk, development } = readEnvironment();
  if (clerk) return clerkUser(headers, clerk);
  return development ? developmentUser(headers) : undefined;
}

async function clerkUser(
  headers: RequestHeaders,
  clerk: ClerkSettings,
): Promise<SessionUser | undefined> {
  const token = bearerToken(headers) ?? cookieValue(headers.get('cookie'), clerkCookie);
  const subject = token && (await clerkSubject(token, clerk));
  return subject ? findClerkUser(subject) : undefined;
}

async function developmentUser(headers: RequestHeaders): Promise<SessionUser | undefined> {
  const token = cookieValue(headers.get('cookie'), sessionCookie);
  const userId = token && readSession(token, sessionKey());
  return userId ? findActiveUser(userId) : undefined;
}

function bearerToken(headers: RequestHeaders): string | undefined {
  return /^Bearer +(\S+)$/i.exec(headers.get('authorization') ?? '')?.[1];
}
