import { cookies } from 'next/headers';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { signIn } from '../../src/app/sign-in/actions.ts';
import SignInPage from '../../src/app/sign-in/page.tsx';
import { readSession } from '../../src/auth/session-token.ts';
import { sessionKey } from '../../src/auth/session-key.ts';
import { listDevelopmentUsers } from '../../src/auth/superadmin-development-users.ts';
import { clerkKeys } from '../support/clerk.ts';
import { changeUser, person } from '../support/database.ts';

vi.mock('next/headers', () => ({ cookies: vi.fn() }));

const set = vi.fn();
const as = (userId: string) => {
  const form = new FormData();
  form.set('userId', userId);
  return form;
};

describe('the development sign-in', () => {
  beforeEach(() => {
    set.mockReset();
    vi.mocked(cookies).mockResolvedValue({ set } as unknown as Awaited<ReturnType<typeof cookies>>);
  });

  it('lists everybody with their organizations and roles', async () => {
    const users = await listDevelopmentUsers();
    const ofDemo = users
      .map(({ email }) => email)
      .filter((email) => email.endsWith('@example.com'));
    expect(ofDemo.map((email) => email.split('@')[0])).toEqual([
      'admin',
      'alice',
      'bob',
      'carol',
      'dave',
      'erin',
      'frank',
      'victor',
    ]);
    expect(users.find(({ name }) => name === 'Carol Chen')?.memberships).toEqual(
      expect.arrayContaining([
        { organization: 'Acme Corp', role: 'admin' },
        { organization: 'Tech Startup Inc', role: 'viewer' },
      ]),
    );
  });

  it('gives the browser a session of whom it chose', async () => {
    const alice = await person('alice');
    await expect(signIn(as(alice.id))).rejects.toMatchObject({
      digest: expect.stringContaining('NEXT_REDIRECT'),
    });
    const [name, value, options] = set.mock.lastCall ?? [];
    expect(name).toBe('startkit_session');
    expect(readSession(value as string, sessionKey())).toBe(alice.id);
    expect(options).toMatchObject({ httpOnly: true, sameSite: 'lax', maxAge: 43_200, path: '/' });
  });

  it('refuses whoever is not on the page', async () => {
    const dave = await person('dave');
    await changeUser(dave.id, { status: 'suspended' });
    for (const id of [dave.id, '01941f29-7c00-7000-8000-000000000000', '']) {
      await expect(signIn(as(id))).rejects.toMatchObject({ code: 'NOT_FOUND' });
    }
    expect(set).not.toHaveBeenCalled();
  });

  it.each([
    { NODE_ENV: 'production' },
    { NODE_ENV: 'staging' },
    { CLERK_JWT_KEY: clerkKeys().publicKey, CLERK_AUTHORIZED_PARTIES: 'https://app.example' },
  ])('does not exist with %o', async (environment: Record<string, string>) => {
    const alice = await person('alice');
    for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
    await expect(signIn(as(alice.id))).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(listDevelopmentUsers()).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(SignInPage()).rejects.toMatchObject({ digest: 'NEXT_HTTP_ERROR_FALLBACK;404' });
    expect(sessionKey).toThrow(expect.objectContaining({ code: 'NOT_FOUND' }));
    expect(set).not.toHaveBeenCalled();
  });
});
