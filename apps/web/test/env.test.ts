import { describe, expect, it } from 'vitest';
import { readEnvironment } from '../src/env.ts';
import { clerkKeys } from './support/clerk.ts';

const { publicKey, privateKey } = clerkKeys();
const parties = 'https://app.example';

describe('the environment', () => {
  it('is development only where NODE_ENV says so', () => {
    expect(readEnvironment({ NODE_ENV: 'development' }).development).toBe(true);
    expect(readEnvironment({ NODE_ENV: 'test' }).development).toBe(true);
    for (const nodeEnv of ['production', 'staging', 'Development', '', undefined]) {
      expect(readEnvironment({ NODE_ENV: nodeEnv }).development).toBe(false);
    }
  });

  it('has no Clerk when no variable of it is set', () => {
    expect(readEnvironment({ CLERK_JWT_KEY: '' }).clerk).toBeUndefined();
  });

  it('reads Clerk’s key also from one line, and origins with spaces and slashes', () => {
    const { clerk } = readEnvironment({
      CLERK_JWT_KEY: publicKey.replaceAll('\n', '\\n'),
      CLERK_AUTHORIZED_PARTIES: ' https://app.example/ , http://localhost:3000',
    });
    expect(clerk).toEqual({
      jwtKey: publicKey,
      authorizedParties: ['https://app.example', 'http://localhost:3000'],
      signInUrl: undefined,
    });
  });

  it.each([
    { CLERK_JWT_KEY: publicKey },
    { CLERK_AUTHORIZED_PARTIES: parties },
    { CLERK_SECRET_KEY: 'sk_test_1' },
    { CLERK_PUBLISHABLE_KEY: 'pk_test_1' },
  ])('refuses Clerk configured by half: it would open another door', (half) => {
    expect(() => readEnvironment({ NODE_ENV: 'development', ...half })).toThrow(/by half/);
  });

  it('refuses a malformed value, and names the variable without the value', () => {
    const secret = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    const read = () =>
      readEnvironment({ CLERK_JWT_KEY: 'rubbish', CLERK_AUTHORIZED_PARTIES: 'app' });
    expect(read).toThrow(/CLERK_JWT_KEY is not a public key[^]*CLERK_AUTHORIZED_PARTIES/);
    expect(read).not.toThrow(/rubbish/);
    expect(() =>
      readEnvironment({ CLERK_JWT_KEY: secret, CLERK_AUTHORIZED_PARTIES: parties }),
    ).toThrow(/CLERK_JWT_KEY is not a public key/);
  });
});
