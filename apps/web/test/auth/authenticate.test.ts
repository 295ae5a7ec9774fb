import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { authenticate } from '../../src/auth/authenticate.ts';
import { sessionCookie } from '../../src/auth/cookies.ts';
import { sessionKey } from '../../src/auth/session-key.ts';
import { signSession } from '../../src/auth/session-token.ts';
import type { SessionUser } from '../../src/auth/session-user.ts';
import { changeUser, cookieOf, person } from '../support/database.ts';
import { clerkKeys } from '../support/clerk.ts';

describe('a development session', () => {
  let alice: SessionUser;
  beforeAll(async () => {
    alice = await person('alice');
  });
  const signedIn = (cookie: string) => authenticate(new Headers({ cookie }));

  it('is its user’s, beside other cookies', async () => {
    expect(await signedIn(`theme=dark; ${cookieOf(alice)}; a=b`)).toEqual(alice);
  });

  it('is nobody’s without a cookie, or with one that was tampered with', async () => {
    const bob = await person('bob');
    expect(await authenticate(new Headers())).toBeUndefined();
    expect(await signedIn(`${sessionCookie}=`)).toBeUndefined();
    expect(await signedIn(cookieOf(alice).replace(alice.id, bob.id))).toBeUndefined();
    expect(await signedIn(`x${cookieOf(alice)}`)).toBeUndefined();
  });

  it('is nobody’s once it has expired', async () => {
    const token = signSession(alice.id, sessionKey(), Date.now() - 13 * 3_600_000);
    expect(await signedIn(`${sessionCookie}=${token}`)).toBeUndefined();
  });

  it('is nobody’s for somebody who is not in the database', async () => {
    const token = signSession(randomUUID(), sessionKey());
    expect(await signedIn(`${sessionCookie}=${token}`)).toBeUndefined();
  });

  it.each([{ status: 'suspended' }, { status: 'inactive' }, { deletedAt: new Date() }] as const)(
    'ends with the account: %j',
    async (change) => {
      const dave = await person('dave');
      expect(await signedIn(cookieOf(dave))).toEqual(dave);
      await changeUser(dave.id, change);
      expect(await signedIn(cookieOf(dave))).toBeUndefined();
      await changeUser(dave.id, { status: 'active', deletedAt: null });
    },
  );

  it.each(['production', 'staging', ''])('is nobody’s when NODE_ENV is %j', async (nodeEnv) => {
    const cookie = cookieOf(alice);
    vi.stubEnv('NODE_ENV', nodeEnv);
    expect(await signedIn(cookie)).toBeUndefined();
  });

  it('is nobody’s when Clerk is configured', async () => {
    const cookie = cookieOf(alice);
    vi.stubEnv('CLERK_JWT_KEY', clerkKeys().publicKey);
    vi.stubEnv('CLERK_AUTHORIZED_PARTIES', 'https://app.example');
    expect(await signedIn(cookie)).toBeUndefined();
  });
});
