import { createHmac, timingSafeEqual } from 'node:crypto';

/** How long a session lasts, in seconds. */
export const sessionLifetime = 12 * 60 * 60;

/**
 * A session as text: `<user id>.<expiry, seconds since 1970>.<HMAC-SHA256 of both>`.
 *
 * @param now milliseconds since 1970.
 */
export function signSession(userId: string, key: Buffer, now = Date.now()): string {
  const payload = `${userId}.${Math.floor(now / 1000) + sessionLifetime}`;
  return `${payload}.${mac(payload, key)}`;
}

/**
 * Reads what {@link signSession} made.
 *
 * @param now milliseconds since 1970.
 * @returns the user's id; undefined when the text was not signed with `key`, or has expired.
 */
export function readSession(token: string, key: Buffer, now = Date.now()): string | undefined {
  const [userId, expires, signature, ...rest] = token.split('.');
  if (!userId || !expires || !signature || rest.length > 0) return undefined;
  if (!equal(signature, mac(`${userId}.${expires}`, key))) return undefined;
  return Number(expires) * 1000 > now ? userId : undefined;
}

function mac(payload: string, key: Buffer): string {
  return createHmac('sha256', key).update(payload).digest('base64url');
}

function equal(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
