import { createHmac } from 'node:crypto';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { authenticate } from '../../src/auth/authenticate.ts';
import type { SessionUser } from '../../src/auth/session-user.ts';
import { clerkKeys, sessionToken } from '../support/clerk.ts';
import { changeUser, person } from '../support/database.ts';

const { publicKey, privateKey } = clerkKeys();
const sub = 'user_alice';

describe('a Clerk session token', () => {
  let alice: SessionUser;
  beforeAll(async () => {
    alice = await person('alice');
    await changeUser(alice.id, { clerkId: sub });
  });

  beforeEach(() => {
    vi.stubEnv('NODE_ENV', 'production');
    vi.stubEnv('CLERK_JWT_KEY', publicKey.replaceAll('\n', '\\n'));
    vi.stubEnv('CLERK_AUTHORIZED_PARTIES', 'https://other.example, https://app.example');
    vi.spyOn(globalThis, 'fetch').mockRejectedValue(new Error('There is no network.'));
  });

  const withBearer = (token: string) =>
    authenticate(new Headers({ authorization: `Bearer ${token}` }));
  const withCookie = (token: string) => authenticate(new Headers({ cookie: `__session=${token}` }));

  it('is its user’s, as a cookie and as a bearer token, without the network', async () => {
    const token = sessionToken(privateKey, { sub });
    expect(await withCookie(token)).toEqual(alice);
    expect(await withBearer(token)).toEqual(alice);
    expect(globalThis.fetch).not.toHaveBeenCalled();
  });

  it('is nobody’s when it is expired, not yet valid, or signed with another key', async () => {
    const now = Math.floor(Date.now() / 1000);
    const refused = [
      sessionToken(privateKey, { sub, iat: now - 120, exp: now - 60 }),
      sessionToken(privateKey, { sub, nbf: now + 60 }),
      sessionToken(clerkKeys().privateKey, { sub }),
    ];
    for (const token of refused) expect(await withBearer(token)).toBeUndefined();
  });

  it('is nobody’s when it was made for another site, or does not say for which', async () => {
    expect(
      await withCookie(sessionToken(privateKey, { sub, azp: 'https://evil.example' })),
    ).toBeUndefined();
    expect(await withCookie(sessionToken(privateKey, { sub, azp: undefined }))).toBeUndefined();
  });

  it('is nobody’s without a signature, or with one made of the public key', async () => {
    const unsigned = sessionToken(privateKey, { sub }, { alg: 'none' });
    const [head, body] = sessionToken(privateKey, { sub }, { alg: 'HS256' }).split('.');
    const mac = createHmac('sha256', publicKey).update(`${head}.${body}`).digest('base64url');
    expect(await withBearer(unsigned)).toBeUndefined();
    expect(await withBearer(unsigned.replace(/[^.]*$/, ''))).toBeUndefined();
    expect(await withBearer(`${head}.${body}.${mac}`)).toBeUndefined();
  });

  it('is nobody’s while sign-in steps are left to do', async () => {
    expect(await withCookie(sessionToken(privateKey, { sub, sts: 'pending' }))).toBeUndefined();
  });

  it('is nobody’s for a user whom the database does not know', async () => {
    expect(await withCookie(sessionToken(privateKey, { sub: 'user_nobody' }))).toBeUndefined();
  });

  it.each([
    { status: 'suspended' },
    { status: 'inactive' },
    { status: 'invited' },
    { deletedAt: new Date() },
  ] as const)('ends with the account: %j', async (change) => {
    await changeUser(alice.id, change);
    expect(await withCookie(sessionToken(privateKey, { sub }))).toBeUndefined();
    await changeUser(alice.id, { status: 'active', deletedAt: null });
  });
});
