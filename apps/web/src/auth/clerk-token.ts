import { verifyToken } from '@clerk/backend';
import type { ClerkSettings } from '../env.ts';

/**
 * Whom a Clerk session token was given to. Verified with the instance's public key: no network call.
 *
 * @returns Clerk's id of the user; undefined when the token is forged, expired, made for another site, or
 * of a session with sign-in steps left to do.
 */
export async function clerkSubject(
  token: string,
  { jwtKey, authorizedParties }: ClerkSettings,
): Promise<string | undefined> {
  try {
    const claims = await verifyToken(token, { jwtKey, authorizedParties: [...authorizedParties] });
    return claims.sts === 'pending' ? undefined : claims.sub;
  } catch {
    return undefined;
  }
}
