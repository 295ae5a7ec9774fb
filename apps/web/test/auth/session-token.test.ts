import { randomBytes, randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { readSession, sessionLifetime, signSession } from '../../src/auth/session-token.ts';

const key = randomBytes(32);
const userId = randomUUID();
const now = Date.UTC(2026, 0, 1);

describe('a session token', () => {
  const token = signSession(userId, key, now);

  it('names its user until it expires, after 12 hours', () => {
    expect(readSession(token, key, now)).toBe(userId);
    expect(readSession(token, key, now + sessionLifetime * 1000 - 1)).toBe(userId);
    expect(readSession(token, key, now + sessionLifetime * 1000)).toBeUndefined();
    expect(sessionLifetime).toBe(43_200);
  });

  it('is nobody’s with another user, another expiry, another signature or another key', () => {
    const [, expires, signature] = token.split('.');
    expect(readSession(`${randomUUID()}.${expires}.${signature}`, key, now)).toBeUndefined();
    expect(readSession(`${userId}.${Number(expires) + 1}.${signature}`, key, now)).toBeUndefined();
    expect(readSession(`${userId}.${expires}.${signature}x`, key, now)).toBeUndefined();
    expect(readSession(`${userId}.${expires}.${'A'.repeat(43)}`, key, now)).toBeUndefined();
    expect(readSession(token, randomBytes(32), now)).toBeUndefined();
  });

  it.each(['', '.', '..', '...', 'x', `${userId}..`, `${token}.`, `${userId}.9999999999`])(
    'is nobody’s when it is %j',
    (malformed) => {
      expect(readSession(malformed, key, now)).toBeUndefined();
    },
  );
});
