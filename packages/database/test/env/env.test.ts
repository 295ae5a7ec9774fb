import { isAbsolute } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readEnvironment, readPort } from '../../src/env.ts';

const app = 'postgres://app:secret@db.example.com:6543/prod';

describe('readEnvironment', () => {
  test('without any connection string it is the local server', () => {
    const environment = readEnvironment({});
    expect(environment).toMatchObject({ mode: 'local', deployed: false, poolMax: 10 });
    if (environment.mode !== 'local') throw new Error('not local');
    expect(isAbsolute(environment.directory)).toBe(true);
    expect(environment.directory).toMatch(/\.startkit\/postgres$/);
  });

  test('STARTKIT_LOCAL_DIR moves it', () => {
    expect(readEnvironment({ STARTKIT_LOCAL_DIR: '/var/tmp/x' })).toMatchObject({
      directory: '/var/tmp/x',
    });
  });

  test('an empty variable is one that is not set', () => {
    expect(readEnvironment({ DATABASE_URL: '', DATABASE_POOL_MAX: '' })).toMatchObject({
      mode: 'local',
      poolMax: 10,
    });
  });

  test('with one of them it is the given ones, and a missing one throws when it is read', () => {
    const environment = readEnvironment({ DATABASE_URL: app, DATABASE_POOL_MAX: '3' });
    if (environment.mode !== 'urls') throw new Error('not urls');
    expect(environment.app).toBe(app);
    expect(environment.poolMax).toBe(3);
    expect(() => environment.migration).toThrow(
      /MIGRATION_DATABASE_URL is not set\. .*startkit_migrator, for migrations/,
    );
  });

  test.each(['production', 'staging', 'prod', 'Production', 'preview'])(
    'NODE_ENV %s never starts a local server',
    (nodeEnv) => {
      expect(() => readEnvironment({ NODE_ENV: nodeEnv })).toThrow(
        /no connection string is set.*DATABASE_URL/s,
      );
      expect(readEnvironment({ NODE_ENV: nodeEnv, DATABASE_URL: app }).deployed).toBe(true);
    },
  );

  test.each([
    ['mysql://app:hush@host/db'],
    ['app:hush@host/db'],
    ['postgres://app:hush@host:port/db'],
    ['postgres://app:hu#sh/hush@host:5432/db'],
    ['https://hush'],
  ])('a malformed connection string is one clear error without its password: %s', (url) => {
    const read = () => readEnvironment({ DATABASE_URL: url });
    expect(read).toThrow(/^DATABASE_URL is not a connection string/);
    expect(read).not.toThrow(/hush/);
  });

  test.each([['0'], ['ten'], ['1.5']])('DATABASE_POOL_MAX %s is refused', (value) => {
    expect(() => readEnvironment({ DATABASE_POOL_MAX: value })).toThrow(/^DATABASE_POOL_MAX is/);
  });

  test('all problems are told at once', () => {
    expect(() => readEnvironment({ DATABASE_URL: 'x', DATABASE_POOL_MAX: 'y' })).toThrow(
      /DATABASE_URL is.*\nDATABASE_POOL_MAX is/s,
    );
  });
});

test('readPort', () => {
  expect(readPort({})).toBe(3000);
  expect(readPort({ PORT: '8080' })).toBe(8080);
  expect(() => readPort({ PORT: 'http' })).toThrow('PORT is not a port');
});
